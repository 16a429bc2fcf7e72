package dev.rendezvous.query.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A replay as it is shown.
 *
 * @param node that runs it; with a projection that each node keeps in its memory, the one whose it is
 * @param comparison null before it was compared
 * @param failure null unless it failed
 */
record Replay(
        UUID id,
        String projection,
        ReplayState state,
        TakeOver takeOver,
        String node,
        Instant startedAt,
        @Nullable Instant endedAt,
        Progress progress,
        @Nullable Compared comparison,
        @Nullable String failure) {
    /**
     * How far it is.
     *
     * @param events that it has handled
     * @param position of the newest of them
     * @param head of the log now
     * @param percent of the positions between its start and the head, a whole number; 100 once it was whole, whatever is appended later
     * @param timeLeft seconds, at the speed it has had so far; null while that is unknown, and after its end
     */
    record Progress(long events, long position, long head, int percent, @Nullable Long timeLeft) {
        private static Progress of(ReplayRow row, long head, Instant now) {
            long done = row.position() - row.fromPosition();
            boolean whole = row.state() == ReplayState.TAKEN_OVER || row.state() == ReplayState.CHECKED;
            long all = whole ? done : Math.max(done, head - row.fromPosition());
            boolean over = !row.state().isRunning();
            int percent = all == 0 ? (row.begun() ? 100 : 0) : (int) (100 * done / all);
            long took = Duration.between(row.startedAt(), now).toMillis();
            Long left = over || done == 0 ? null : Math.max(0, took * (all - done) / done / 1_000);
            return new Progress(row.handled(), row.position(), head, percent, left);
        }
    }

    /** @param examples keys about which both do not say the same, a hundred at most */
    record Compared(boolean equal, long compared, long differing, List<String> examples) {
        private static Compared of(Comparison found) {
            return new Compared(found.equal(), found.compared(), found.differing(), found.examples());
        }
    }

    static Replay of(ReplayRow row, long head, Instant now) {
        Comparison comparison = row.comparison();
        return new Replay(
                row.id(),
                row.projection(),
                row.state(),
                row.takeOver(),
                row.node(),
                row.startedAt(),
                row.endedAt(),
                Progress.of(row, head, now),
                comparison == null ? null : Compared.of(comparison),
                row.failure());
    }
}
