package dev.rendezvous.api.limit;

import org.jspecify.annotations.Nullable;

/**
 * How much of a limit is used.
 *
 * @param limit {@code null} for unlimited
 * @param overLimit whether more is used than the limit allows, since it was lowered or overridden (R33, R37)
 */
public record LimitUse(int used, @Nullable Integer limit, boolean overLimit) {
    public static LimitUse of(int used, @Nullable Integer limit) {
        return new LimitUse(used, limit, limit != null && used > limit);
    }

    /** Whether there is room for so many more. None always fit, also into what is over its limit. */
    public boolean hasRoomFor(int more) {
        return more <= 0 || limit == null || used + more <= limit;
    }
}
