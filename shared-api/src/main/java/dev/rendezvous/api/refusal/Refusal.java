package dev.rendezvous.api.refusal;

import java.time.Duration;
import java.util.Map;

/**
 * Why a rule said no, as data.
 *
 * @param facts further members of the answer, such as {@code limit}, {@code used} or {@code retryAfter} (whole seconds);
 *     strings and numbers only
 */
public record Refusal(RefusalCode code, Map<String, Object> facts) {
    public static final String RETRY_AFTER = "retryAfter";

    public Refusal {
        facts = Map.copyOf(facts);
    }

    public static Refusal of(RefusalCode code) {
        return new Refusal(code, Map.of());
    }

    /** A refusal that ends by itself: {@code retryAfter} is rounded up to whole seconds, at least one. */
    public static Refusal until(RefusalCode code, Duration wait) {
        long seconds = wait.toSeconds() + (wait.toNanosPart() > 0 ? 1 : 0);
        return new Refusal(code, Map.of(RETRY_AFTER, Math.max(1, seconds)));
    }
}
