package dev.rendezvous.engine;

import dev.rendezvous.engine.personal.KeysAhead;
import dev.rendezvous.engine.personal.LeftSealed;
import java.time.Clock;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.PersistenceExceptionResolver;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.eventsourcing.eventstore.jdbc.EventSchema;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jpa.SQLStateResolver;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcasterChain;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.axonframework.springboot.autoconfig.AxonAutoConfiguration;
import org.axonframework.springboot.autoconfig.JdbcAutoConfiguration;
import org.axonframework.springboot.autoconfig.NoOpTransactionAutoConfiguration;
import org.axonframework.springboot.autoconfig.TransactionAutoConfiguration;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.Scope;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;
import tools.jackson.databind.jsontype.PolymorphicTypeValidator;

/**
 * Axon on plain JDBC, the same for every SQL engine. Spelled out because Axon's own auto-configuration, without JPA, would
 * silently run without transactions.
 */
@AutoConfiguration(
        before = {
            AxonAutoConfiguration.class,
            JdbcAutoConfiguration.class,
            NoOpTransactionAutoConfiguration.class,
            TransactionAutoConfiguration.class
        })
@EnableConfigurationProperties(EngineSettings.class)
public class EventStoreAutoConfiguration {
    private static final int READ_AT_ONCE = 1_000;

    /** What is read again rests between pages, so that others do not wait for them. */
    private static final int READ_AGAIN_AT_ONCE = 200;

    @Bean
    TransactionManager axonTransactionManager(PlatformTransactionManager transactions) {
        return new SpringTransactionManager(transactions);
    }

    @Bean
    ConnectionProvider connectionProvider(DataSource dataSource) {
        return new UnitOfWorkAwareConnectionProviderWrapper(new SpringDataSourceConnectionProvider(dataSource));
    }

    /** Recognises a lost race by its SQL state; by error code it would look like a broken store and never be retried. */
    @Bean
    PersistenceExceptionResolver persistenceExceptionResolver() {
        return new SQLStateResolver();
    }

    @Bean
    @Primary
    Serializer serializer() {
        return new QuickJson(Jackson3Serializer.builder()
                .jsonMapperBuilderCustomizer(json -> json.polymorphicTypeValidator(tokensOfAxon())));
    }

    @Bean
    EventSchema eventSchema() {
        return EventSchema.builder()
                .eventTable("domain_event")
                .snapshotTable("snapshot_event")
                .globalIndexColumn("global_index")
                .timestampColumn("time_stamp")
                .eventIdentifierColumn("event_identifier")
                .aggregateIdentifierColumn("aggregate_identifier")
                .sequenceNumberColumn("sequence_number")
                .typeColumn("aggregate_type")
                .payloadTypeColumn("payload_type")
                .payloadRevisionColumn("payload_revision")
                .payloadColumn("payload")
                .metaDataColumn("meta_data")
                .build();
    }

    /** What every SQL engine's storage of events is made from. */
    @Bean
    @Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
    JdbcEventStorageEngine.Builder eventTable(
            Serializer snapshots,
            @Qualifier("eventSerializer") Serializer events,
            PersistenceExceptionResolver exceptions,
            ConnectionProvider connections,
            TransactionManager transactions,
            EventSchema schema,
            EventUpcasterChain upcasters) {
        return JdbcEventStorageEngine.builder()
                .batchSize(READ_AT_ONCE)
                .upcasterChain(upcasters)
                .snapshotSerializer(snapshots)
                .eventSerializer(events)
                .persistenceExceptionResolver(exceptions)
                .connectionProvider(connections)
                .transactionManager(transactions)
                .schema(schema);
    }

    @Bean
    @ConditionalOnMissingBean
    ReplayedHistory replayedHistory(
            JdbcEventStorageEngine.Builder opened,
            JdbcEventStorageEngine.Builder sealed,
            LeftSealed leftSealed,
            KeysAhead keysAhead,
            TransactionManager transactions) {
        opened.batchSize(READ_AGAIN_AT_ONCE);
        sealed.batchSize(READ_AGAIN_AT_ONCE).upcasterChain(leftSealed.evolutions());
        return new ReplayedHistory(
                new LongPages(new OpenedPages(opened, transactions, keysAhead)),
                new LongPages(new SqlEventStorage(sealed, transactions)));
    }

    @Bean
    TokenSchema tokenSchema() {
        return TokenSchema.builder()
                .setTokenTable("processor_token")
                .setProcessorNameColumn("processor_name")
                .setSegmentColumn("segment")
                .setTokenColumn("token")
                .setTokenTypeColumn("token_type")
                .setTimestampColumn("time_stamp")
                .setOwnerColumn("owner")
                .build();
    }

    @Bean
    @ConditionalOnMissingBean
    EventLog eventLog(JdbcClient db) {
        return new SqlEventLog(db);
    }

    @Bean
    @ConditionalOnMissingBean
    AggregateVersions aggregateVersions(JdbcClient db) {
        return new SqlAggregateVersions(db);
    }

    @Bean
    StoredTokens storedTokens(JdbcClient db, Serializer serializer) {
        return new StoredTokens(db, serializer);
    }

    @Bean
    CorrelationDataProvider callerCorrelation() {
        return new CallerCorrelation();
    }

    /** Events carry the product's time, the same that its rules are decided by. */
    @Bean
    InitializingBean eventsUseTheClock(Clock clock) {
        return () -> GenericEventMessage.clock = clock;
    }

    private static PolymorphicTypeValidator tokensOfAxon() {
        return BasicPolymorphicTypeValidator.builder()
                .allowIfSubType("org.axonframework.")
                .allowIfSubType("java.util.")
                .build();
    }
}
