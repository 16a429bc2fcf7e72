package dev.rendezvous.query.replay;

import java.time.Instant;
import java.util.UUID;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;

/**
 * One replay as all nodes know it.
 *
 * @param node that runs it
 * @param beatAt when that last gave a sign of life
 * @param begun whether there is a second generation, which holds what {@code token} covers
 * @param fromPosition before the first event that it reads
 * @param position of the newest event that it has handled
 * @param comparison null before it was compared
 * @param failure null unless it failed
 */
record ReplayRow(
        UUID id,
        String projection,
        ReplayState state,
        TakeOver takeOver,
        boolean cancelled,
        String node,
        Instant beatAt,
        boolean begun,
        @Nullable TrackingToken token,
        long fromPosition,
        long position,
        long handled,
        @Nullable Comparison comparison,
        @Nullable String failure,
        Instant startedAt,
        @Nullable Instant endedAt) {}
