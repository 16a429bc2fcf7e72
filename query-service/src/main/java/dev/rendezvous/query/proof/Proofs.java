package dev.rendezvous.query.proof;

import dev.rendezvous.api.profile.DeviceGroups;
import dev.rendezvous.api.refusal.Refusal;
import dev.rendezvous.api.refusal.RefusalCode;
import dev.rendezvous.api.refusal.Refused;
import dev.rendezvous.engine.Durability;
import dev.rendezvous.query.proof.ProofStatus.State;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;

/** Proves the whole history while the service serves, one proof at a time on each node, by one thread. */
final class Proofs implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Proofs.class);
    private static final long EVENTS_BETWEEN_NOTES = 20_000;
    private static final int STOP_SECONDS = 10;

    private final StoredHistory history;
    private final ProofTable table;
    private final DeviceGroups groups;
    private final ProofSettings settings;
    private final Durability durability;
    private final ExecutorService walker = Executors.newSingleThreadExecutor(walk -> new Thread(walk, "proof"));
    private final AtomicReference<@Nullable UUID> running = new AtomicReference<>();
    private volatile boolean serving;

    Proofs(
            StoredHistory history,
            ProofTable table,
            DeviceGroups groups,
            ProofSettings settings,
            Durability durability) {
        this.history = history;
        this.table = table;
        this.groups = groups;
        this.settings = settings;
        this.durability = durability;
    }

    /**
     * Begins to prove everything that has happened so far.
     *
     * @throws Refused with CONFLICT if this node is at a proof already, which {@code running} names; with UNAVAILABLE if it stops
     */
    ProofStatus begin(UUID id, String requestedBy) {
        if (!serving) throw new Refused(RefusalCode.UNAVAILABLE, "the node is being stopped");
        UUID other = running.compareAndExchange(null, id);
        if (other != null) {
            throw new Refused(
                    new Refusal(RefusalCode.CONFLICT, Map.of("running", other.toString())),
                    "a proof is running; one at a time");
        }
        try {
            long head = history.head();
            table.begin(id, requestedBy, head);
            walker.execute(() -> prove(id, head));
        } catch (RuntimeException e) {
            running.set(null);
            throw e;
        }
        durability.await();
        return find(id).orElseThrow();
    }

    Optional<ProofStatus> find(UUID id) {
        return table.find(id);
    }

    @Override
    public void start() {
        serving = true;
    }

    /** Waits until the one that is running has noticed, while the event store and the database are still there. */
    @Override
    public void stop() {
        serving = false;
        walker.shutdown();
        try {
            if (!walker.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) LOG.warn("A proof does not end");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return serving;
    }

    private void prove(UUID id, long head) {
        try {
            table.finish(id, walk(id, head));
        } catch (CancellationException e) {
            LOG.info("Proof {} was cancelled: {}", id, e.getMessage());
            giveUp(id, State.CANCELLED, "the node was stopped");
        } catch (InterruptedException | RuntimeException e) {
            LOG.warn("Proof {} came to no end", id, e);
            giveUp(id, State.FAILED, told(e));
        } finally {
            running.set(null);
        }
    }

    /** Whoever asks is told a minute later if this cannot be recorded. */
    private void giveUp(UUID id, State state, String why) {
        try {
            table.giveUp(id, state, why);
        } catch (DataAccessException e) {
            LOG.warn("That proof {} has ended could not be recorded: {}", id, e.getMessage());
        }
    }

    /** Only what is meant for auditors: nothing of classes and SQL. */
    private static String told(Exception e) {
        if (e instanceof TooMuchToRemember) return String.valueOf(e.getMessage());
        return "the history could not be read to its end; the log of the node says why";
    }

    private ProofReport walk(UUID id, long head) throws InterruptedException {
        Proof proof = new Proof(groups, settings.inFlight());
        long most = settings.mostRemembered();
        long[] walked = {0};
        history.walk(head, proof::isInTheMiddle, () -> !serving, event -> {
            proof.next(event);
            if (proof.remembered() > most) throw new TooMuchToRemember(most, event.position());
            if (++walked[0] % EVENTS_BETWEEN_NOTES == 0) table.walkedTo(id, event.position());
        });
        return proof.end();
    }
}
