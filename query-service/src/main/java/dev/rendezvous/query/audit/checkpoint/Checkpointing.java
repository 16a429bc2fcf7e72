package dev.rendezvous.query.audit.checkpoint;

import dev.rendezvous.api.refusal.RefusalCode;
import dev.rendezvous.api.refusal.Refused;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Writes checkpoints on a schedule and when asked, and is loud about it when the log is not what was signed. */
final class Checkpointing implements SmartLifecycle, HealthIndicator, MeterBinder {
    private static final Logger LOG = LoggerFactory.getLogger(Checkpointing.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final @Nullable CheckpointWriter writer;
    private final Duration interval;
    private volatile @Nullable Scheduler schedule;
    private volatile @Nullable String refused;
    private volatile long covered;

    /** @param writer null without a key */
    Checkpointing(@Nullable CheckpointWriter writer, Duration interval) {
        this.writer = writer;
        this.interval = interval;
    }

    /**
     * The newest checkpoint, which covers everything that the audit log has now; empty if it has nothing. Blocks.
     *
     * @throws Refused with {@code CONFLICT} if the log is not what was signed, or without a key
     */
    Optional<Checkpoint> now() {
        if (writer == null) {
            throw new Refused(RefusalCode.CONFLICT, "this node has no key: set rendezvous.audit.checkpoint.key-file");
        }
        try {
            Optional<Checkpoint> newest = writer.write();
            newest.ifPresent(checkpoint -> covered = checkpoint.entries());
            refused = null;
            return newest;
        } catch (LogNotAsSigned e) {
            refused = e.getMessage();
            LOG.error("The audit log is not what was signed, and nothing more is signed: {}", e.getMessage());
            throw new Refused(RefusalCode.CONFLICT, "the audit log is not what was signed: " + e.getMessage());
        }
    }

    /** That this node signs with; null if it does not. */
    @Nullable
    PublicHalf key() {
        return writer == null ? null : writer.key();
    }

    @Override
    public void start() {
        if (writer == null) {
            LOG.warn(
                    "This node signs no checkpoints of the audit log: rendezvous.audit.checkpoint.key-file is not set");
            return;
        }
        Scheduler fresh = Schedulers.newSingle("audit-checkpoints", true);
        fresh.schedulePeriodically(this::onSchedule, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
        schedule = fresh;
    }

    /** Waits for the one that is being written. */
    @Override
    public void stop() {
        Scheduler running = schedule;
        if (running == null) return;
        running.disposeGracefully().block(PATIENCE);
        schedule = null;
    }

    @Override
    public boolean isRunning() {
        return schedule != null;
    }

    @Override
    public Health health() {
        String why = refused;
        if (why != null) return Health.down().withDetail("refused", why).build();
        return writer == null
                ? Health.unknown().build()
                : Health.up().withDetail("entries", covered).build();
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("rendezvous.audit.checkpoint.entries", this, it -> it.covered)
                .description("Entries of the audit log that the newest signed checkpoint covers")
                .register(registry);
        Gauge.builder("rendezvous.audit.checkpoint.refused", this, it -> it.refused == null ? 0 : 1)
                .description("1 while the audit log is not what was signed, and nothing more is signed")
                .register(registry);
    }

    private void onSchedule() {
        try {
            now();
        } catch (Refused e) {
            LOG.debug("No checkpoint was signed", e); // said already
        } catch (RuntimeException e) {
            LOG.warn("No checkpoint was signed; it is tried again in {}", interval, e);
        }
    }
}
