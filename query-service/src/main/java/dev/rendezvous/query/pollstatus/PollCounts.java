package dev.rendezvous.query.pollstatus;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** How many polls were told what, on this node. A held poll counts once, when it is answered. */
final class PollCounts {
    private final Counter incomplete;
    private final Counter slowDown;
    private final Counter success;
    private final Map<PollOutcome.Failed, Counter> failed = new EnumMap<>(PollOutcome.Failed.class);
    private final Counter throttled;
    private final Counter unavailable;

    PollCounts(MeterRegistry registry) {
        Function<String, Counter> told = outcome -> Counter.builder("rendezvous.polls")
                .description("Polls by what they were told")
                .tag("outcome", outcome)
                .register(registry);
        incomplete = told.apply("incomplete");
        slowDown = told.apply("slow_down");
        success = told.apply("success");
        for (PollOutcome.Failed reason : PollOutcome.Failed.values()) {
            failed.put(reason, told.apply(reason.name().toLowerCase(Locale.ROOT)));
        }
        throttled = told.apply("too_many_requests");
        unavailable = told.apply("unavailable");
    }

    void told(PollOutcome outcome) {
        if (outcome instanceof PollOutcome.Waiting waiting) (waiting.tooFast() ? slowDown : incomplete).increment();
        if (outcome instanceof PollOutcome.Linked) success.increment();
        if (outcome instanceof PollOutcome.Failed reason)
            requireNonNull(failed.get(reason)).increment();
    }

    void throttled() {
        throttled.increment();
    }

    /** The view did not catch up in time. */
    void unavailable() {
        unavailable.increment();
    }
}
