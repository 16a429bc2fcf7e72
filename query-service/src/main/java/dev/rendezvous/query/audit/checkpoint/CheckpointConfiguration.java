package dev.rendezvous.query.audit.checkpoint;

import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import dev.rendezvous.api.caller.Role;
import dev.rendezvous.edge.security.AccessRules;
import dev.rendezvous.engine.Durability;
import dev.rendezvous.engine.EngineSettings;
import dev.rendezvous.query.replay.TableSets;
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
    BelievedKeys believedKeys(CheckpointSettings settings) {
        return new BelievedKeys(ownKey(settings), settings.publicKeys());
    }

    @Bean
    SignedCheckpoints signedCheckpoints(CheckpointTable checkpointTable, BelievedKeys believedKeys) {
        return new SignedCheckpoints(checkpointTable, believedKeys);
    }

    @Bean
    Checkpointing auditCheckpointsHealthIndicator(
            CheckpointSettings settings,
            EngineSettings engine,
            CheckpointTable table,
            BelievedKeys believed,
            JdbcClient db,
            TableSets auditLogTables,
            TransactionOperations transaction,
            Durability durability,
            Clock clock) {
        SigningKey key = ownKey(settings);
        @Nullable
        CheckpointWriter writer = key == null
                ? null
                : new CheckpointWriter(
                        table,
                        new CheckpointDirectory(directory(settings, engine)),
                        new ChainedEntries(db, auditLogTables),
                        key,
                        believed,
                        transaction,
                        durability,
                        clock);
        return new Checkpointing(writer, settings.interval());
    }

    @Bean
    AccessRules checkpointAccess() {
        return AccessRules.rules()
                .auditor(GET, CheckpointController.CHECKPOINTS)
                .anyOf(POST, CheckpointController.CHECKPOINTS, Role.AUDITOR, Role.OPERATOR);
    }

    private static @Nullable SigningKey ownKey(CheckpointSettings settings) {
        Path file = settings.keyFile();
        return file == null ? null : SigningKey.in(file);
    }

    private static Path directory(CheckpointSettings settings, EngineSettings engine) {
        Path named = settings.directory();
        return named == null ? engine.dataDir().resolve("checkpoints") : named;
    }
}
