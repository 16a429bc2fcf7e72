package dev.rendezvous.query.replay;

import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import dev.rendezvous.api.caller.Role;
import dev.rendezvous.edge.security.AccessRules;
import dev.rendezvous.edge.wire.RequestCount;
import dev.rendezvous.engine.Durability;
import dev.rendezvous.engine.EngineSettings;
import dev.rendezvous.engine.EventLog;
import dev.rendezvous.engine.ReplayedHistory;
import dev.rendezvous.engine.StoredTokens;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ReplaySettings.class)
class ReplayConfiguration {
    private static final Duration GONE_AFTER = Duration.ofSeconds(10);

    private final String node = ManagementFactory.getRuntimeMXBean().getName() + "/" + UUID.randomUUID();

    @Bean
    ReplayTable replayTable(JdbcClient db, StoredTokens tokens, Clock clock) {
        return new ReplayTable(db, tokens, clock);
    }

    /** Where there is one process, whatever another has left is gone. */
    @Bean
    ReplayWorker replayWorker(
            List<Replayable> projections,
            ReplayTable replayTable,
            ReplayedHistory history,
            EventLog log,
            TransactionOperations transaction,
            Clock clock,
            RequestCount requests,
            ReplaySettings settings,
            EngineSettings engine) {
        return new ReplayWorker(
                node,
                projections,
                replayTable,
                history,
                log,
                transaction,
                clock,
                new Demand(requests, settings.quietBelow()),
                settings.share(),
                engine.isOneProcess() ? Duration.ZERO : GONE_AFTER);
    }

    @Bean
    Replays replays(
            List<Replayable> projections,
            ReplayTable replayTable,
            ReplayWorker worker,
            EventLog log,
            Durability durability,
            Clock clock) {
        return new Replays(node, projections, replayTable, worker, log, durability, clock);
    }

    @Bean
    AccessRules replayAccess() {
        return AccessRules.rules()
                .anyOf(POST, ReplaysController.REPLAYS, Role.OPERATOR, Role.AUDITOR)
                .anyOf(GET, ReplaysController.REPLAY, Role.OPERATOR, Role.AUDITOR)
                .anyOf(DELETE, ReplaysController.REPLAY, Role.OPERATOR, Role.AUDITOR);
    }
}
