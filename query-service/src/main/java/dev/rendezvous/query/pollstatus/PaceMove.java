package dev.rendezvous.query.pollstatus;

import java.util.ArrayList;
import java.util.List;

/** Carries how fast each session was polled (R12) from one generation to the next, while polls go on. */
final class PaceMove {
    private final List<PollSession> before = new ArrayList<>();
    private final List<PollSession> after = new ArrayList<>();
    private final long[] moved;

    /** Carries every pace over. */
    PaceMove(PollSessions from, PollSessions to) {
        for (PollSession session : to.all()) {
            PollSession same = from.find(session);
            if (same != null && same.is(session)) {
                before.add(same);
                after.add(session);
            }
        }
        moved = new long[before.size()];
        for (int i = 0; i < moved.length; i++) {
            moved[i] = before.get(i).pace();
            after.get(i).polledLike(after.get(i).pace(), moved[i]);
        }
    }

    /** Once the next generation serves: carries over what polls still did to the one before. */
    void catchUp() {
        for (int i = 0; i < moved.length; i++) {
            after.get(i).polledLike(moved[i], before.get(i).pace());
        }
    }
}
