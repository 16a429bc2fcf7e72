package dev.rendezvous.api.profile;

import org.jspecify.annotations.Nullable;

/**
 * How often the list of approved devices may change (R35).
 *
 * @param limit changes within the window; {@code null} for as many as one likes
 * @param windowDays length of the rolling window in days of 24 hours
 * @param counts what a change is
 */
public record ApprovalChanges(@Nullable Integer limit, int windowDays, Counted counts) {
    public static final int MAX_WINDOW_DAYS = 3_650;

    /** What counts as one change. */
    public enum Counted {
        /** Each device that is added to the list, also at its first sign-on; removals are free. */
        APPROVALS,
        /** Each accepted amendment, whatever it does. */
        AMENDMENTS
    }

    /** @throws IllegalArgumentException if the limit is absurd or the window not 1 to {@value #MAX_WINDOW_DAYS} days */
    public ApprovalChanges {
        Profile.requireLimit("limit", limit);
        if (windowDays < 1 || windowDays > MAX_WINDOW_DAYS) {
            throw new IllegalArgumentException("windowDays must be 1 to %d".formatted(MAX_WINDOW_DAYS));
        }
    }
}
