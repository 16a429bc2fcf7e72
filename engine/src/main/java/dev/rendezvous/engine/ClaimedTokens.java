package dev.rendezvous.engine;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.UUID;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.serialization.Serializer;

/** How far the readers of the log have come, where many nodes share the table that says it. */
public final class ClaimedTokens {
    /** After this long without a sign from a node, another takes over what it was reading. */
    private static final Duration CLAIM = Duration.ofSeconds(3);

    private ClaimedTokens() {}

    /** Claims for this process, which is another node than it was before a restart. */
    public static TokenStore ofThisNode(ConnectionProvider connections, Serializer serializer, TokenSchema schema) {
        return JdbcTokenStore.builder()
                .connectionProvider(connections)
                .serializer(serializer)
                .schema(schema)
                .nodeId(ManagementFactory.getRuntimeMXBean().getName() + "/" + UUID.randomUUID())
                .claimTimeout(CLAIM)
                .build();
    }
}
