package dev.rendezvous.engine;

import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** How far the readers of the log have come, in a table of PostgreSQL that many nodes share. */
public final class ClaimedTokens extends JdbcTokenStore {
    /** After this long without a sign from a node, another takes over what it was reading. */
    private static final Duration CLAIM = Duration.ofSeconds(3);

    private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtext(?))";

    private final ConnectionProvider connections;

    private ClaimedTokens(Builder builder, ConnectionProvider connections) {
        super(builder);
        this.connections = connections;
    }

    /** Claims for this process, which is another node than it was before a restart. */
    public static TokenStore ofThisNode(ConnectionProvider connections, Serializer serializer, TokenSchema schema) {
        return new ClaimedTokens(
                JdbcTokenStore.builder()
                        .connectionProvider(connections)
                        .serializer(serializer)
                        .schema(schema)
                        .nodeId(ManagementFactory.getRuntimeMXBean().getName() + "/" + UUID.randomUUID())
                        .claimTimeout(CLAIM),
                connections);
    }

    /** Nodes that start together on empty tables come one after the other: all but the first find it done, and do not fail. */
    @Override
    public void initializeTokenSegments(String processorName, int segmentCount, @Nullable TrackingToken initialToken) {
        waitForOthers(processorName);
        if (fetchSegments(processorName).length == 0)
            super.initializeTokenSegments(processorName, segmentCount, initialToken);
    }

    private void waitForOthers(String processorName) {
        try (Connection connection = connections.getConnection();
                PreparedStatement lock = connection.prepareStatement(LOCK)) {
            lock.setString(1, processorName);
            lock.execute();
        } catch (SQLException e) {
            throw new IllegalStateException("the lock of %s cannot be had".formatted(processorName), e);
        }
    }
}
