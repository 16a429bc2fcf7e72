package dev.rendezvous.api.refusal;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Why a rule said no, as data.
 *
 * @param facts further members of the answer, such as {@code limit}, {@code used} or {@code retryAfter} (whole seconds);
 *     strings and numbers only
 */
public record Refusal(RefusalCode code, Map<String, Object> facts) {
    public static final String RETRY_AFTER = "retryAfter";
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

    public Refusal {
        facts = Map.copyOf(facts);
    }

    public static Refusal of(RefusalCode code) {
        return new Refusal(code, Map.of());
    }

    /** Somebody else changed the same at the same time and was faster: nothing was done, and trying again is safe. */
    public static Refusal lostRace() {
        return until(RefusalCode.CONFLICT, Duration.ofSeconds(1));
    }

    /** Whether this is {@link #lostRace()}, also after it has travelled. */
    public boolean isLostRace() {
        return code == RefusalCode.CONFLICT && facts.containsKey(RETRY_AFTER);
    }

    /** The same refusal with one more fact: an instant as the API writes it, in UTC with milliseconds. */
    public Refusal with(String fact, Instant instant) {
        Map<String, Object> more = new HashMap<>(facts);
        more.put(fact, TIME.format(instant));
        return new Refusal(code, more);
    }

    /** A refusal that ends by itself: {@code retryAfter} is rounded up to whole seconds, at least one. */
    public static Refusal until(RefusalCode code, Duration wait) {
        long seconds = wait.toSeconds() + (wait.toNanosPart() > 0 ? 1 : 0);
        return new Refusal(code, Map.of(RETRY_AFTER, Math.max(1, seconds)));
    }
}
