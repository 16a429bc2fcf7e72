package dev.rendezvous.query.replay;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * When a replay works and when it rests. While others ask it takes a share of the time, in small pieces, so that they notice
 * nothing; else, and while it does not gain on what happens meanwhile, all of it. {@link #isBehind} is for one thread.
 */
final class ReplayPace {
    /** A transaction is no longer than this, since the engine on one machine syncs between transactions. */
    private static final long STEP = TimeUnit.MILLISECONDS.toNanos(40);

    private static final long SHORT_STEP = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long LONGEST_REST = TimeUnit.MILLISECONDS.toNanos(500);

    /** Rests are to be a small part of it. */
    private static final long GAIN_LOOK = TimeUnit.SECONDS.toNanos(5);

    /** In this time it is to be at the end. */
    private static final double PATIENCE = TimeUnit.HOURS.toNanos(12);

    private final Demand demand;
    private final double share;
    private final LongSupplier nanos;
    private double behindBefore = Double.POSITIVE_INFINITY;
    private long lookedAt;
    private volatile boolean gaining = true;
    private volatile boolean hurried;

    /** @param share of the time that it works while there is demand, above 0, at most 1 */
    ReplayPace(Demand demand, double share, LongSupplier nanos) {
        this.demand = demand;
        this.share = share;
        this.nanos = nanos;
        this.lookedAt = nanos.getAsLong();
    }

    /** How long to work at once, in nanoseconds. */
    long step() {
        return isResting() ? SHORT_STEP : STEP;
    }

    /** While others stand still for it, it does not rest. */
    void hurry(boolean now) {
        hurried = now;
    }

    /** @param behind how many events are to be replayed yet */
    void isBehind(long behind) {
        long now = nanos.getAsLong();
        if (now - lookedAt < GAIN_LOOK) return;
        gaining = (behindBefore - behind) * PATIENCE / (now - lookedAt) > behind;
        behindBefore = behind;
        lookedAt = now;
    }

    /** How long to rest after having worked for {@code worked}, both in nanoseconds. */
    long restAfter(long worked) {
        return isResting() ? Math.min(LONGEST_REST, (long) (worked * (1 / share - 1))) : 0;
    }

    /** Whether it works but a share of the time now. */
    boolean isResting() {
        return share < 1 && gaining && !hurried && demand.isHigh();
    }
}
