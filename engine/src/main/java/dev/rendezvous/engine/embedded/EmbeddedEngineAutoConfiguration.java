package dev.rendezvous.engine.embedded;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.rendezvous.engine.Durability;
import dev.rendezvous.engine.EngineSettings;
import dev.rendezvous.engine.EventLog;
import dev.rendezvous.engine.GroupCommit;
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
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.serialization.Serializer;
import org.axonframework.springboot.autoconfig.AxonAutoConfiguration;
import org.axonframework.springboot.autoconfig.JdbcAutoConfiguration;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.transaction.support.TransactionOperations;

/** The engine of one machine: an H2 file in the data directory, committed in groups. */
@AutoConfiguration(
        before = {DataSourceAutoConfiguration.class, JdbcAutoConfiguration.class, AxonAutoConfiguration.class})
@ConditionalOnProperty(name = "rendezvous.engine", havingValue = "embedded", matchIfMissing = true)
public class EmbeddedEngineAutoConfiguration {
    private static final int CONNECTIONS = 24;
    private static final Duration SYNC_PAUSE = Duration.ofMillis(5);
    private static final String NODE = "embedded";
    private static final int EVENTS_KEPT_FOR_READERS = 2_000;

    /**
     * Closed by the pool's last connection, not by H2's own shutdown hook, which would come too early. {@code async}: on
     * H2's other files, a thread that is interrupted while it reads closes the database for everybody.
     */
    @Bean(defaultCandidate = false)
    HikariDataSource embeddedPool(EngineSettings settings) {
        HikariConfig pool = new HikariConfig();
        pool.setPoolName("embedded");
        pool.setMaximumPoolSize(CONNECTIONS);
        pool.setConnectionTimeout(EngineSettings.CONNECTION_PATIENCE.toMillis());
        pool.setJdbcUrl("jdbc:h2:async:"
                + settings.database()
                + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_ON_EXIT=FALSE");
        pool.setUsername("rendezvous");
        return new HikariDataSource(pool);
    }

    @Bean
    TransactionGate transactionGate() {
        return new TransactionGate();
    }

    @Bean
    DataSource dataSource(@Qualifier("embeddedPool") HikariDataSource pool, TransactionGate gate) {
        return gate.guarding(pool);
    }

    @Bean
    GroupCommit durability(@Qualifier("embeddedPool") HikariDataSource pool, TransactionGate gate, EventLog log) {
        return new GroupCommit(new WholeTransactions(pool, gate, log), SYNC_PAUSE, ForkJoinPool.commonPool());
    }

    @Bean
    EventStorageEngine eventStorageEngine(
            JdbcEventStorageEngine.Builder eventTable, TransactionManager transactions, Durability durability) {
        return new DurableReads(eventTable, transactions, durability);
    }

    /**
     * Every process on this file is the same node, since only one at a time can be: after a crash the next need not wait
     * until the claims of the one before time out.
     */
    @Bean
    TokenStore tokenStore(ConnectionProvider connections, Serializer serializer, TokenSchema schema) {
        return JdbcTokenStore.builder()
                .connectionProvider(connections)
                .serializer(serializer)
                .schema(schema)
                .nodeId(NODE)
                .build();
    }

    @Bean
    HistoryStore historyStore(JdbcOperations db, TransactionOperations transaction, Durability durability) {
        return new SqlHistory(db, transaction, durability);
    }

    @Bean
    SettledLog settledLog(HistoryStore store, EventLog log, TransactionGate gate, Durability durability) {
        return new SettledSqlLog(store, log, gate, () -> durability.onDisk().join());
    }

    @Bean(name = "eventBus")
    EmbeddedEventStore eventStore(EventStorageEngine storage, org.axonframework.config.Configuration axon) {
        return EmbeddedEventStore.builder()
                .storageEngine(storage)
                .cachedEvents(EVENTS_KEPT_FOR_READERS)
                .messageMonitor(axon.messageMonitor(EmbeddedEventStore.class, "eventStore"))
                .build();
    }
}
