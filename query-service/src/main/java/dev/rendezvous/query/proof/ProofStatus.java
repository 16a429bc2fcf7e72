package dev.rendezvous.query.proof;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A proof that was asked for, and what has come of it.
 *
 * @param position up to which it has walked
 * @param head position of the newest event when it was asked for: it proves everything up to there
 * @param failure why it came to no end
 * @param report as {@link ProofReport}; {@code null} until it is done
 */
record ProofStatus(
        UUID id,
        State state,
        String requestedBy,
        Instant requestedAt,
        @Nullable Instant finishedAt,
        long position,
        long head,
        @Nullable String failure,
        @Nullable JsonNode report) {
    /** How it stands. */
    enum State {
        RUNNING,
        HOLDS,
        BROKEN,
        /** Its node was stopped or died. */
        CANCELLED,
        FAILED
    }
}
