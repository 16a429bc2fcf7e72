package dev.rendezvous.query.audit.verification;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One verification of the audit log, as an auditor is told of it.
 *
 * @param state whether it is still at work, and how it ended
 * @param result {@code holds} or {@code broken}; null before it is done
 * @param entries compared so far
 * @param total to be compared: those that were there when it began
 * @param percent of them
 * @param proven so many entries, from the first on, are exactly what a checkpoint was signed for with a key that is believed
 * @param unknownKeys ids of keys, named by checkpoints, that the node that verified does not know; these checkpoints prove nothing
 * @param broken the first broken entry; null if there is none
 * @param failure why it could not go on; null if it could
 */
record Verification(
        UUID id,
        State state,
        @Nullable String result,
        Instant startedAt,
        @Nullable Instant endedAt,
        long entries,
        long total,
        int percent,
        long proven,
        List<String> unknownKeys,
        @Nullable Broken broken,
        @Nullable String failure) {
    /** How far it is. */
    enum State {
        RUNNING,
        DONE,
        /** Its node was stopped or died. */
        CANCELLED,
        FAILED;

        @JsonValue
        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
