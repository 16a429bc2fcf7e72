package dev.rendezvous.query.audit.verification;

import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import dev.rendezvous.edge.security.AccessRules;
import dev.rendezvous.engine.Durability;
import dev.rendezvous.engine.history.HistoryStore;
import dev.rendezvous.query.audit.checkpoint.SignedCheckpoints;
import dev.rendezvous.query.replay.TableSets;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

@Configuration(proxyBeanMethods = false)
class VerificationConfiguration {
    @Bean
    VerificationTable verificationTable(JdbcClient db, TransactionOperations transaction, Clock clock) {
        return new VerificationTable(db, transaction, clock);
    }

    @Bean
    Verifications verifications(
            VerificationTable table,
            JdbcClient db,
            TableSets auditLogTables,
            HistoryStore history,
            SignedCheckpoints checkpoints,
            Durability durability) {
        return new Verifications(table, new LoggedEntries(db, auditLogTables), history, checkpoints, durability);
    }

    @Bean
    AccessRules verificationAccess() {
        return AccessRules.rules()
                .auditor(POST, VerificationController.VERIFICATIONS)
                .auditor(GET, VerificationController.VERIFICATION);
    }
}
