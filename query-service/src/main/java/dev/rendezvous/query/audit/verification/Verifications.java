package dev.rendezvous.query.audit.verification;

import dev.rendezvous.api.refusal.RefusalCode;
import dev.rendezvous.api.refusal.Refused;
import dev.rendezvous.engine.Durability;
import dev.rendezvous.engine.history.HistoryStore;
import dev.rendezvous.query.audit.checkpoint.SignedCheckpoints;
import dev.rendezvous.query.audit.verification.Verification.State;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;

/** Verifies the audit log in the background, one verification at a time on all nodes together. */
final class Verifications implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Verifications.class);

    private final VerificationTable table;
    private final LoggedEntries log;
    private final HistoryStore history;
    private final SignedCheckpoints checkpoints;
    private final Durability durability;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "audit-verification");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean running;

    Verifications(
            VerificationTable table,
            LoggedEntries log,
            HistoryStore history,
            SignedCheckpoints checkpoints,
            Durability durability) {
        this.table = table;
        this.log = log;
        this.history = history;
        this.checkpoints = checkpoints;
        this.durability = durability;
    }

    /** Begins one, or returns the one that is at work. @throws Refused with UNAVAILABLE if this node stops */
    UUID begin() {
        if (!running) throw new Refused(RefusalCode.UNAVAILABLE, "the node is being stopped");
        UUID fresh = UUID.randomUUID();
        long total = log.last();
        UUID begun = table.begin(fresh, total);
        if (begun.equals(fresh)) worker.execute(() -> verify(fresh, total));
        durability.await();
        return begun;
    }

    @Override
    public void start() {
        running = true;
    }

    /** Waits until the one that is at work has noticed. */
    @Override
    public void stop() {
        running = false;
        worker.shutdown();
        try {
            if (!worker.awaitTermination(30, TimeUnit.SECONDS)) LOG.warn("A verification does not end");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void verify(UUID id, long total) {
        try {
            Walk walk = new Walk(log, history, checkpoints);
            Broken broken = walk.to(total, () -> running, entries -> progress(id, entries, walk));
            if (broken != null) {
                LOG.error("The audit log is broken at entry {}: {}", broken.entry(), broken.reason());
            }
            boolean cancelled = broken == null && !running;
            table.end(id, cancelled ? State.CANCELLED : State.DONE, broken, null);
        } catch (RuntimeException e) {
            LOG.error("Verification {} of the audit log failed", id, e);
            fail(id);
        }
    }

    private void progress(UUID id, long entries, Walk walk) {
        table.progress(id, entries, walk.proven(), walk.unknownKeys());
    }

    /** Whoever asks is told half a minute later if this cannot be recorded. */
    private void fail(UUID id) {
        try {
            table.end(id, State.FAILED, null, "it could not be read to its end; the log of this node says why");
        } catch (DataAccessException e) {
            LOG.warn("That verification {} has ended could not be recorded: {}", id, e.getMessage());
        }
    }
}
