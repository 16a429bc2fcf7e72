package dev.rendezvous.engine.axonserver;

import dev.rendezvous.engine.ClaimedTokens;
import dev.rendezvous.engine.EventStoreAutoConfiguration;
import dev.rendezvous.engine.GroupCommit;
import dev.rendezvous.engine.ReplayedHistory;
import dev.rendezvous.engine.history.HistoryStore;
import dev.rendezvous.engine.settled.SettledLog;
import java.time.Duration;
import java.util.concurrent.ForkJoinPool;
import javax.sql.DataSource;
import org.axonframework.axonserver.connector.AxonServerConfiguration;
import org.axonframework.axonserver.connector.AxonServerConnectionManager;
import org.axonframework.axonserver.connector.event.axon.AxonServerEventStore;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.distributed.RoutingStrategy;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.serialization.Serializer;
import org.axonframework.springboot.autoconfig.AxonAutoConfiguration;
import org.axonframework.springboot.autoconfig.AxonServerBusAutoConfiguration;
import org.axonframework.springboot.autoconfig.JdbcAutoConfiguration;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The engine of many processes with one Axon Server, named by {@code axon.axonserver.servers}, and one PostgreSQL, named by
 * {@code spring.datasource.*}.
 */
@AutoConfiguration(
        before = {
            EventStoreAutoConfiguration.class,
            AxonServerBusAutoConfiguration.class,
            JdbcAutoConfiguration.class,
            AxonAutoConfiguration.class
        })
@ConditionalOnProperty(name = "rendezvous.engine", havingValue = "axon-server")
public class AxonServerEngineAutoConfiguration {
    /** Between two attempts to reach a server that is not there yet. */
    private static final Duration ATTEMPTS = Duration.ofSeconds(1);

    /** More commands share the question how far the log goes; nobody waits longer for it. */
    private static final Duration HEAD_PAUSE = Duration.ofMillis(1);

    @Bean
    ServerEventLog eventLog(AxonServerConnectionManager connections) {
        return new ServerEventLog(connections);
    }

    @Bean
    ServerAggregateVersions aggregateVersions(AxonServerConnectionManager connections) {
        return new ServerAggregateVersions(connections);
    }

    /** Axon Server acknowledges what it has stored, on disk a moment later. */
    @Bean
    GroupCommit durability(ServerEventLog log) {
        return new GroupCommit(log::head, HEAD_PAUSE, ForkJoinPool.commonPool());
    }

    @Bean
    HistoryStore historyStore(
            AxonServerConnectionManager connections, @Qualifier("eventSerializer") Serializer events) {
        return new ServerHistory(connections, events);
    }

    /** Axon Server tells events in the order of their positions, which have no gaps, and none before it is stored. */
    @Bean
    SettledLog settledLog(HistoryStore store) {
        return store::after;
    }

    @Bean
    ServerAwaited serverAwaited(ServerEventLog log) {
        return new ServerAwaited(log, ATTEMPTS);
    }

    @Bean
    ServerHealth axonServerHealthIndicator(AxonServerConnectionManager connections) {
        return new ServerHealth(connections);
    }

    @Bean
    PreparedRows preparedRows(DataSource dataSource, JdbcClient db) {
        PreparedRows rows = new PreparedRows(dataSource, db);
        rows.requireSupport();
        return rows;
    }

    /** Twice and more the time after which nobody waits for an append. */
    @Bean
    AppendsInDoubt appendsInDoubt(
            PreparedRows rows, ServerEventLog log, ServerEventStore store, AxonServerConfiguration server) {
        return new AppendsInDoubt(rows, log, store, Duration.ofMillis(2L * server.getCommitTimeout()));
    }

    @Bean(name = "eventBus")
    ServerEventStore eventStore(
            AxonServerConfiguration server,
            AxonServerConnectionManager connections,
            Serializer snapshots,
            @Qualifier("eventSerializer") Serializer events,
            PreparedRows rows,
            ServerEventLog log,
            org.axonframework.config.Configuration axon) {
        ServerEventStore store = ServerEventStore.of(AxonServerEventStore.builder()
                .configuration(server)
                .platformConnectionManager(connections)
                .snapshotSerializer(snapshots)
                .eventSerializer(events)
                .snapshotFilter(axon.snapshotFilter())
                .upcasterChain(axon.upcasterChain())
                .messageMonitor(axon.messageMonitor(AxonServerEventStore.class, "eventStore")));
        store.registerDispatchInterceptor(new RowsFollowEvents(rows, log));
        return store;
    }

    /** The server reads ahead by itself. */
    @Bean
    ReplayedHistory replayedHistory(ServerEventStore store) {
        return new ReplayedHistory(store, store);
    }

    @Bean
    @Primary
    RoutedCommands routedCommands(
            AxonServerConfiguration server,
            AxonServerConnectionManager connections,
            @Qualifier("localSegment") CommandBus handlers,
            @Qualifier("messageSerializer") Serializer messages,
            RoutingStrategy routing) {
        return new RoutedCommands(
                RoutedCommands.builder()
                        .configuration(server)
                        .axonServerConnectionManager(connections)
                        .localSegment(new HandledHere(handlers))
                        .serializer(messages)
                        .routingStrategy(routing),
                () -> connections.isConnected(server.getContext()));
    }

    @Bean
    TokenStore tokenStore(ConnectionProvider connections, Serializer serializer, TokenSchema schema) {
        return ClaimedTokens.ofThisNode(connections, serializer, schema);
    }
}
