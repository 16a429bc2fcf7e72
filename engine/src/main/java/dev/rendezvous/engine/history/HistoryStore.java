package dev.rendezvous.engine.history;

import java.util.List;

/** What keeps events, seen as a sequence of them that can be taken away and put back. Read by any thread, written by one. */
public interface HistoryStore {
    /** Events behind a position, -1 for the first, oldest first: {@code most} of them unless there are fewer. */
    List<StoredEvent> after(long position, int most);

    /** The events at these positions, in their order; a position without an event is left out. */
    List<StoredEvent> at(List<Long> positions);

    long count();

    /** Adds events behind those that are there, all of them or none, and returns once they are safe. */
    void append(List<StoredEvent> events);

    /**
     * What was read from here, said in the words of what was to be kept: for a store that gives positions of its own or keeps
     * the meaning of metadata and not their spelling. Two events differ after this only if something was lost.
     */
    default StoredEvent asTold(StoredEvent kept, StoredEvent told) {
        return kept;
    }

    /** Has whatever is appended by commands come behind {@code position}. */
    void continueAfter(long position);
}
