package dev.rendezvous.query.audit;

import static org.springframework.http.HttpMethod.GET;

import dev.rendezvous.edge.security.AccessRules;
import dev.rendezvous.engine.Durability;
import dev.rendezvous.engine.EventLog;
import dev.rendezvous.engine.LogReaders;
import dev.rendezvous.engine.ReadPosition;
import dev.rendezvous.engine.StoredTokens;
import dev.rendezvous.engine.TablesPosition;
import dev.rendezvous.engine.history.HistoryStore;
import dev.rendezvous.engine.personal.PersonalTexts;
import dev.rendezvous.engine.settled.SettledLog;
import dev.rendezvous.query.catchup.CatchUp;
import dev.rendezvous.query.catchup.FollowedView;
import dev.rendezvous.query.replay.TableSets;
import java.time.Duration;
import java.util.concurrent.Executors;
import org.axonframework.common.AxonThreadFactory;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AuditSettings.class)
class AuditConfiguration {
    private static final int PAGE_SIZE = 1_000;
    private static final int EXPORT_THREADS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    @Bean
    TableSets auditLogTables(JdbcClient db) {
        return new TableSets(db, AuditLogProjection.NAME);
    }

    @Bean
    AuditLogProjection auditLogProjection(JdbcOperations db, TableSets auditLogTables) {
        return new AuditLogProjection(db, auditLogTables);
    }

    @Bean
    RebuiltAuditLog rebuiltAuditLog(
            JdbcOperations db,
            TableSets auditLogTables,
            SettledLog log,
            EventStore store,
            StoredTokens tokens,
            TransactionOperations transaction) {
        return new RebuiltAuditLog(db, auditLogTables, log, store, tokens, transaction);
    }

    @Bean
    ServingLog servingAuditLog(JdbcClient db, TableSets auditLogTables) {
        return new ServingLog(db, auditLogTables);
    }

    @Bean
    ShownEvents shownEvents(HistoryStore history, JsonMapper json) {
        return new ShownEvents(history, json);
    }

    @Bean
    AuditLog auditLog(ServingLog log, ShownEvents events, PersonalTexts texts) {
        return new AuditLog(log, events, texts);
    }

    @Bean
    ReadsRecorded readsRecorded(EventStore history, Durability durability) {
        return new ReadsRecorded(history, durability);
    }

    @Bean
    NdjsonExport ndjsonExport(AuditSettings settings) {
        return new NdjsonExport(settings.source());
    }

    @Bean
    CsvExport csvExport() {
        return new CsvExport();
    }

    /** An export that nobody takes anything from holds no thread. */
    @Bean(destroyMethod = "dispose")
    Scheduler auditExportScheduler() {
        return Schedulers.fromExecutorService(
                Executors.newFixedThreadPool(EXPORT_THREADS, new AxonThreadFactory("audit-export")), "audit-export");
    }

    @Bean
    AuditExports auditExports(
            ServingLog log,
            ShownEvents events,
            ReadsRecorded reads,
            @Qualifier("auditExportScheduler") Scheduler scheduler) {
        return new AuditExports(log, events, reads, scheduler);
    }

    @Bean
    ConfigurerModule auditLogReader(SettledLog log) {
        return axon -> axon.eventProcessing(
                processing -> LogReaders.forSettledTables(processing, AuditLogProjection.NAME, log, PAGE_SIZE));
    }

    @Bean
    TablesPosition auditLogPosition(StoredTokens tokens, ReadPosition accountViewsPosition) {
        return new TablesPosition(tokens, AuditLogProjection.NAME, accountViewsPosition);
    }

    @Bean
    CatchUp auditLogCatchUp(EventLog log, TablesPosition auditLogPosition) {
        return new CatchUp(log, auditLogPosition.position(), PATIENCE);
    }

    @Bean
    FollowedView followedAuditLog(TablesPosition auditLogPosition) {
        return new FollowedView(AuditLogProjection.NAME, auditLogPosition.position());
    }

    @Bean
    AccessRules auditAccess() {
        return AccessRules.rules()
                .auditor(GET, AuditEntriesController.ENTRIES)
                .auditor(GET, AuditExportController.EXPORT);
    }
}
