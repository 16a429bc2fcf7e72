package dev.rendezvous.engine;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.jspecify.annotations.Nullable;

/**
 * Which events of the log somebody has handled: all up to {@code index}, except those at {@code gaps}, which may never come.
 *
 * @param index -1 for none
 */
public record Place(long index, SortedSet<Long> gaps) {
    public static final Place NOWHERE = new Place(-1, Collections.emptySortedSet());

    /** @param token null for nothing */
    public static Place of(@Nullable TrackingToken token) {
        @Nullable TrackingToken raw = token == null ? null : WrappedToken.unwrapLowerBound(token);
        if (raw == null) return NOWHERE;
        return raw instanceof GapAwareTrackingToken gapAware
                ? new Place(gapAware.getIndex(), gapAware.getGaps())
                : new Place(raw.position().orElse(-1), Collections.emptySortedSet());
    }

    /** Whether the event at {@code position} was handled, if there is one. */
    public boolean covers(long position) {
        return position <= index && !gaps.contains(position);
    }

    /** Positions that {@code other} covers and this does not, as far as they lie below this index. */
    public SortedSet<Long> missingOf(Place other) {
        SortedSet<Long> missing = new TreeSet<>(gaps.headSet(other.index + 1));
        missing.removeAll(other.gaps);
        return missing;
    }
}
