package dev.rendezvous.query.audit.verification;

import dev.rendezvous.engine.history.HistoryRefused;
import dev.rendezvous.engine.history.HistoryStore;
import dev.rendezvous.engine.history.StoredEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The events in the event store, one after the other, read in pages. */
final class StoredEvents {
    private final HistoryStore history;
    private final int page;
    private final Deque<StoredEvent> read = new ArrayDeque<>();
    private long position = -1;

    StoredEvents(HistoryStore history, int page) {
        this.history = history;
        this.page = page;
    }

    /**
     * The next event, which stays the next; null behind the last.
     *
     * @throws HistoryRefused if its bytes are not text any more
     */
    @Nullable
    StoredEvent peek() {
        if (read.isEmpty()) read.addAll(fetch());
        return read.peek();
    }

    void skip() {
        position = read.remove().position();
    }

    /** An event that cannot be read keeps none back that stand before it. */
    private List<StoredEvent> fetch() {
        try {
            return history.after(position, page);
        } catch (HistoryRefused e) {
            return history.after(position, 1);
        }
    }
}
