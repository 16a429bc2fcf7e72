package dev.rendezvous.query.replay;

import dev.rendezvous.edge.wire.RequestCount;
import java.util.function.LongSupplier;

/** Whether this node has others to answer than the one who waits for a replay. */
final class Demand {
    private final LongSupplier requests;
    private final LongSupplier nanos;
    private final int quietBelow;
    private long requestsBefore;
    private long lookedAt;
    private volatile boolean high = true;

    /** @param quietBelow requests a second that are no demand */
    Demand(RequestCount requests, int quietBelow) {
        this(requests::total, System::nanoTime, quietBelow);
    }

    Demand(LongSupplier requests, LongSupplier nanos, int quietBelow) {
        this.requests = requests;
        this.nanos = nanos;
        this.quietBelow = quietBelow;
        this.requestsBefore = requests.getAsLong();
        this.lookedAt = nanos.getAsLong();
    }

    /** Looks at what was asked since the last time. For one thread, about once a second. */
    void look() {
        long asked = requests.getAsLong();
        long now = nanos.getAsLong();
        high = (asked - requestsBefore) * 1e9 >= (double) quietBelow * (now - lookedAt);
        requestsBefore = asked;
        lookedAt = now;
    }

    /** At the last look; until the first, it is believed to be. */
    boolean isHigh() {
        return high;
    }
}
