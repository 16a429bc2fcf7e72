package dev.rendezvous.query.audit.checkpoint;

import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import dev.rendezvous.api.caller.Role;
import dev.rendezvous.edge.security.AccessRules;
import dev.rendezvous.engine.EngineSettings;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CheckpointSettings.class)
class CheckpointConfiguration {
    @Bean
    CheckpointTable checkpointTable(JdbcClient db) {
        return new CheckpointTable(db);
    }

    @Bean
    SignedCheckpoints signedCheckpoints(
            CheckpointTable checkpointTable, Checkpointing auditCheckpointsHealthIndicator) {
        return new SignedCheckpoints(checkpointTable, auditCheckpointsHealthIndicator);
    }

    @Bean
    Checkpointing auditCheckpointsHealthIndicator(
            CheckpointSettings settings,
            EngineSettings engine,
            CheckpointTable table,
            JdbcClient db,
            TransactionOperations transaction,
            Clock clock) {
        Path keyFile = settings.keyFile();
        @Nullable
        CheckpointWriter writer = keyFile == null
                ? null
                : new CheckpointWriter(
                        table,
                        new CheckpointDirectory(directory(settings, engine)),
                        new ChainedEntries(db),
                        SigningKey.in(keyFile),
                        transaction,
                        clock);
        return new Checkpointing(writer, settings.interval());
    }

    @Bean
    AccessRules checkpointAccess() {
        return AccessRules.rules()
                .auditor(GET, CheckpointController.CHECKPOINTS)
                .anyOf(POST, CheckpointController.CHECKPOINTS, Role.AUDITOR, Role.OPERATOR);
    }

    private static Path directory(CheckpointSettings settings, EngineSettings engine) {
        Path named = settings.directory();
        return named == null ? engine.dataDir().resolve("checkpoints") : named;
    }
}
