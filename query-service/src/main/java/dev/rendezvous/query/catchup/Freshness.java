package dev.rendezvous.query.catchup;

import dev.rendezvous.engine.EventLog;
import dev.rendezvous.engine.ReadPosition;
import java.util.SortedSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.common.AxonThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether what a view in memory says may be told at once: not after this process stood still, or the view hears no more of a log
 * that can be read, until the view has caught up (R25). Asking costs nothing. While the log cannot be read, the view counts as
 * fresh: for all that this node can find out, nothing happens.
 */
public final class Freshness implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Freshness.class);
    private static final long TICK_MILLIS = 50;
    private static final long LOOK_MILLIS = 200;
    private static final long LOOK_AGAIN_MILLIS = 10;
    private static final long STOOD_STILL_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long MAY_LAG_NANOS = TimeUnit.MILLISECONDS.toNanos(600);
    private static final long PATIENCE_SECONDS = 5;
    private static final long NOT = 0;

    private final EventLog log;
    private final ReadPosition position;
    private final ScheduledExecutorService threads =
            Executors.newScheduledThreadPool(2, new AxonThreadFactory("freshness"));
    private final AtomicLong staleSince = new AtomicLong(NOT);
    private volatile long tickedAt = System.nanoTime();

    /** @param position how far the view has come */
    public Freshness(EventLog log, ReadPosition position) {
        this.log = log;
        this.position = position;
        var unusedTick = threads.scheduleWithFixedDelay(this::tick, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
        var unusedLook = threads.scheduleWithFixedDelay(this::look, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** If not, wait with {@link CatchUp#withNow()}. */
    public boolean isFresh() {
        boolean awake = System.nanoTime() - tickedAt < STOOD_STILL_NANOS; // first: a tick takes note before it is seen
        return awake && staleSince.get() == NOT;
    }

    /** Interrupts nobody who reads: H2 would close its file. Returns once nobody does. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS))
                LOG.debug("The event log does not answer");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tick() {
        long now = System.nanoTime();
        if (now - tickedAt >= STOOD_STILL_NANOS) stale(now);
        tickedAt = now;
    }

    private void stale(long now) {
        staleSince.set(now == NOT ? 1 : now);
    }

    private void look() {
        long since = staleSince.get();
        long end = System.nanoTime() + MAY_LAG_NANOS;
        try {
            long head = log.head();
            while (!hasAllUpTo(head)) {
                if (System.nanoTime() - end > 0) {
                    stale(end);
                    return;
                }
                TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
            }
            staleSince.compareAndSet(since, NOT);
        } catch (RuntimeException e) {
            LOG.debug("The event log cannot be read", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean hasAllUpTo(long head) {
        if (position.index() < head) return false;
        SortedSet<Long> gaps = position.gapsUpTo(head);
        return gaps.isEmpty() || !log.anyCommitted(gaps);
    }
}
