package dev.rendezvous.query.pollstatus;

import dev.rendezvous.engine.LogReaders;
import java.time.Clock;
import java.time.Duration;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;

/** Where in the log the view begins when it is rebuilt: before the oldest session that may still be polled. */
final class RebuildStart {
    /** For clocks that differ, and for transactions that were open for long. */
    private static final Duration MARGIN = Duration.ofMinutes(5);

    private final Clock clock;
    private final Duration reach;

    /**
     * Reaches back as far as a session is known at all.
     *
     * @param longestLife of a session
     * @param retention how long it is remembered after that
     */
    RebuildStart(Clock clock, Duration longestLife, Duration retention) {
        this.clock = clock;
        this.reach = longestLife.plus(retention).plus(MARGIN);
    }

    /** Null for the very beginning. */
    @Nullable
    TrackingToken in(StreamableMessageSource<TrackedEventMessage<?>> log) {
        return LogReaders.beforeOpenTransactions(
                log.createTokenAt(clock.instant().minus(reach)));
    }
}
