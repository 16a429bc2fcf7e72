package dev.rendezvous.query.replay;

import dev.rendezvous.engine.EventLog;
import dev.rendezvous.engine.ReplayedHistory;
import dev.rendezvous.query.parked.Passing;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.axonframework.common.AxonThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Runs the replays that are this node's, each on a thread of its own, and those of nodes that are gone. What fails for a
 * passing reason, such as a database that is away, is tried again.
 */
final class ReplayWorker implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(ReplayWorker.class);
    private static final long LOOK_MILLIS = 1_000;

    private final String node;
    private final Map<String, Replayable> projections;
    private final ReplayTable table;
    private final ReplayedHistory history;
    private final EventLog log;
    private final TransactionOperations transaction;
    private final Clock clock;
    private final Demand demand;
    private final double share;
    private final Duration goneAfter;
    private final Map<UUID, Replayable> here = new ConcurrentHashMap<>();
    private volatile CountDownLatch stopping = new CountDownLatch(0);
    private volatile ExecutorService runs = Executors.newCachedThreadPool(new AxonThreadFactory("replay"));
    private volatile ScheduledExecutorService looking =
            Executors.newSingleThreadScheduledExecutor(new AxonThreadFactory("replays"));
    private boolean failing;

    /**
     * @param share of the time that a replay works while there is demand
     * @param goneAfter how long a node that gives no sign of life is believed to be there
     */
    ReplayWorker(
            String node,
            List<Replayable> projections,
            ReplayTable table,
            ReplayedHistory history,
            EventLog log,
            TransactionOperations transaction,
            Clock clock,
            Demand demand,
            double share,
            Duration goneAfter) {
        this.node = node;
        this.projections =
                projections.stream().collect(Collectors.toUnmodifiableMap(Replayable::projection, Function.identity()));
        this.table = table;
        this.history = history;
        this.log = log;
        this.transaction = transaction;
        this.clock = clock;
        this.demand = demand;
        this.share = share;
        this.goneAfter = goneAfter;
    }

    @Override
    public void start() {
        stopping = new CountDownLatch(1);
        runs = Executors.newCachedThreadPool(new AxonThreadFactory("replay"));
        looking = Executors.newSingleThreadScheduledExecutor(new AxonThreadFactory("replays"));
        var unused = looking.scheduleWithFixedDelay(this::look, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Replays that go on elsewhere, or after the next start, are let go between two steps. */
    @Override
    public void stop() {
        stopping.countDown();
        looking.shutdown();
        runs.shutdown();
        try {
            if (!runs.awaitTermination(10, TimeUnit.SECONDS)) LOG.warn("A replay does not come to the end of its step");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return stopping.getCount() > 0;
    }

    /** Begins, or goes on with, a replay that is this node's. */
    void run(UUID id, Replayable projection) {
        if (!isRunning() || here.putIfAbsent(id, projection) != null) return;
        runs.execute(() -> {
            try {
                attempt(id, projection);
            } finally {
                here.remove(id);
            }
        });
    }

    private void look() {
        demand.look();
        try {
            for (ReplayRow row : table.running()) {
                Replayable projection = projections.get(row.projection());
                if (projection != null && !here.containsKey(row.id())) goOn(row, projection);
            }
            failing = false;
        } catch (RuntimeException e) {
            if (!failing) LOG.warn("Replays cannot be looked for: {}", e.getMessage());
            failing = true;
        }
    }

    /** This node's, since its run failed for a passing reason; or that of a node that is gone. */
    private void goOn(ReplayRow row, Replayable projection) {
        boolean mine = row.node().equals(node);
        boolean gone = row.beatAt().plus(goneAfter).isBefore(clock.instant());
        if (!mine && (!gone || !table.claim(row, node))) return;
        if (mine || projection.isShared()) run(row.id(), projection);
        else table.end(row.id(), ReplayState.FAILED, "its node is gone, and what was built with it");
    }

    private void attempt(UUID id, Replayable projection) {
        ReplayPace pace = new ReplayPace(demand, share, System::nanoTime);
        ReplayRun run = new ReplayRun(id, node, projection, table, history, log, transaction, pace, stopping);
        try {
            run.run();
        } catch (ReplayEnd end) {
            onEnd(run, id, projection, end);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            onFailure(run, id, projection, e);
        }
    }

    private void onEnd(ReplayRun run, UUID id, Replayable projection, ReplayEnd end) {
        switch (end.reason()) {
            case CANCELLED -> run.end(ReplayState.CANCELLED, null);
            case STOPPING -> letGo(run, id, projection);
            case LOST -> LOG.info("Replay {} of {} goes on elsewhere, or is over", id, projection.projection());
        }
    }

    private void letGo(ReplayRun run, UUID id, Replayable projection) {
        if (projection.isShared()) table.release(id, node);
        else run.end(ReplayState.FAILED, "its node stopped");
    }

    private void onFailure(ReplayRun run, UUID id, Replayable projection, RuntimeException e) {
        if (Passing.is(e)) {
            LOG.warn("Replay {} of {} is tried again: {}", id, projection.projection(), e.getMessage());
            return;
        }
        LOG.error("Replay {} of {} has failed", id, projection.projection(), e);
        run.end(ReplayState.FAILED, e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
    }
}
