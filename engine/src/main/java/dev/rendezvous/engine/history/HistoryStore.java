package dev.rendezvous.engine.history;

import java.util.List;

/** What keeps events, seen as a sequence of them that can be taken away and put back. For one thread. */
public interface HistoryStore {
    /** Events behind a position, -1 for the first, oldest first: {@code most} of them unless there are fewer. */
    List<StoredEvent> after(long position, int most);

    long count();

    /** Adds events behind those that are there, all of them or none, and returns once they are safe. */
    void append(List<StoredEvent> events);

    /** Has whatever is appended by commands come behind {@code position}. */
    void continueAfter(long position);
}
