package dev.rendezvous.query.replay;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * How many rows are compared at once: as many as take a few ten milliseconds, whatever the database and the machine, since what
 * serves stands still meanwhile. For one thread.
 */
public final class PortionSize {
    private static final int FEWEST = 100;
    private static final long AIM = TimeUnit.MILLISECONDS.toNanos(30);

    private final int most;
    private final LongSupplier nanos;
    private int now = FEWEST;

    /**
     * Begins with few.
     *
     * @param most rows, however quick that is
     */
    public PortionSize(int most, LongSupplier nanos) {
        this.most = most;
        this.nanos = nanos;
    }

    /** Rows. */
    public int now() {
        return now;
    }

    /** Runs {@code portion}, of {@link #now()} rows; how long that takes tells how many the next is to have, twice as many at most. */
    public <T> T timed(Supplier<T> portion) {
        long began = nanos.getAsLong();
        T done = portion.get();
        long took = Math.max(1, nanos.getAsLong() - began);
        now = (int) Math.max(FEWEST, Math.min(most, now * Math.min(2.0, (double) AIM / took)));
        return done;
    }
}
