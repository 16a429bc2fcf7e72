package dev.rendezvous.engine.postgres;

import dev.rendezvous.engine.ClaimedTokens;
import dev.rendezvous.engine.Durability;
import dev.rendezvous.engine.EventLog;
import dev.rendezvous.engine.GroupCommit;
import dev.rendezvous.engine.SqlEventStorage;
import dev.rendezvous.engine.history.HistoryStore;
import dev.rendezvous.engine.history.SqlHistory;
import dev.rendezvous.engine.settled.SettledLog;
import dev.rendezvous.engine.settled.SettledSqlLog;
import java.time.Duration;
import java.util.concurrent.ForkJoinPool;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.serialization.Serializer;
import org.axonframework.springboot.autoconfig.AxonAutoConfiguration;
import org.axonframework.springboot.autoconfig.JdbcAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** The engine of many processes on one PostgreSQL, named by {@code spring.datasource.*}. */
@AutoConfiguration(before = {JdbcAutoConfiguration.class, AxonAutoConfiguration.class})
@ConditionalOnProperty(name = "rendezvous.engine", havingValue = "postgres")
public class PostgresEngineAutoConfiguration {
    private static final int EVENTS_KEPT_FOR_READERS = 2_000;

    /** Only for what was not told: a node that dies between a commit and telling of it. */
    private static final int LOOK_ANYWAY_MILLIS = 250;

    /** More commits share what tells of them; nobody waits longer for it. */
    private static final Duration NEWS_PAUSE = Duration.ofMillis(1);

    @Bean
    EventStorageEngine eventStorageEngine(JdbcEventStorageEngine.Builder eventTable, TransactionManager transactions) {
        return new SqlEventStorage(eventTable, transactions);
    }

    @Bean
    TokenStore tokenStore(ConnectionProvider connections, Serializer serializer, TokenSchema schema) {
        return ClaimedTokens.ofThisNode(connections, serializer, schema);
    }

    @Bean
    HistoryStore historyStore(JdbcOperations db, TransactionOperations transaction, Durability durability) {
        return new SqlHistory(db, transaction, durability);
    }

    /** What is committed is on disk. */
    @Bean
    SettledLog settledLog(HistoryStore store, EventLog log, JdbcClient db) {
        return new SettledSqlLog(store, log, new AppendingTransactions(db), () -> {});
    }

    @Bean(name = "eventBus")
    WokenEventStore eventStore(EventStorageEngine storage, org.axonframework.config.Configuration axon) {
        return new WokenEventStore(EmbeddedEventStore.builder()
                .storageEngine(storage)
                .cachedEvents(EVENTS_KEPT_FOR_READERS)
                .fetchDelay(LOOK_ANYWAY_MILLIS)
                .messageMonitor(axon.messageMonitor(EmbeddedEventStore.class, "eventStore")));
    }

    /** A commit of PostgreSQL is on disk; what is waited for is that all nodes are told. */
    @Bean
    GroupCommit durability(JdbcClient db) {
        return new GroupCommit(new CommitNews(db), NEWS_PAUSE, ForkJoinPool.commonPool());
    }

    @Bean
    CommitListener commitListener(DataSource dataSource, WokenEventStore store) {
        return new CommitListener(dataSource, store::wake);
    }
}
