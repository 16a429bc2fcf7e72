package dev.rendezvous.query.audit.checkpoint;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Signed checkpoints of the audit log.
 *
 * @param keyFile an Ed25519 key, PKCS#8 in PEM; without it this node signs nothing
 * @param publicKeys files of the keys that may have signed besides: former ones, and those of other nodes. PEM, one key or more each
 * @param directory where each checkpoint is a file; null for {@code checkpoints} in the data directory
 * @param interval between looks whether there is anything new to sign
 */
@ConfigurationProperties("rendezvous.audit.checkpoint")
record CheckpointSettings(
        @Nullable Path keyFile,
        @DefaultValue List<Path> publicKeys,
        @Nullable Path directory,
        @DefaultValue("5m") Duration interval) {}
