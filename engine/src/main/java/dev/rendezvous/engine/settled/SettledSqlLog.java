package dev.rendezvous.engine.settled;

import dev.rendezvous.engine.EventLog;
import dev.rendezvous.engine.history.HistoryStore;
import dev.rendezvous.engine.history.StoredEvent;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Settled events of table {@code domain_event}. Where positions follow each other without a gap, nothing can come in between. A
 * gap is either a transaction that was rolled back or one that is still open: all positions up to the newest event at some moment
 * are settled once every transaction that was open just after that moment has ended.
 */
public final class SettledSqlLog implements SettledLog {
    private final HistoryStore store;
    private final EventLog log;
    private final OpenTransactions open;
    private final Runnable toDisk;

    private volatile long settled = -1;
    private volatile long onDisk = -1;
    private @Nullable Wait wait;

    /** Until {@code transactions} have ended, something may come at or below {@code position}. */
    private record Wait(long position, Set<String> transactions) {}

    /** @param toDisk returns when everything that was committed before is on disk */
    public SettledSqlLog(HistoryStore store, EventLog log, OpenTransactions open, Runnable toDisk) {
        this.store = store;
        this.log = log;
        this.open = open;
        this.toDisk = toDisk;
    }

    /** Who is far behind waits for nobody, and nobody for them. */
    @Override
    public List<StoredEvent> after(long position, int most) {
        long safe = Math.min(settled, onDisk); // before events are read
        List<StoredEvent> events = position + most <= safe ? store.after(position, most) : List.of();
        return !events.isEmpty() && last(events) <= safe ? events : newest(position, most);
    }

    /** Several who wait for the disk do so together. */
    private List<StoredEvent> newest(long position, int most) {
        List<StoredEvent> events = settledAfter(position, most);
        if (events.isEmpty() || last(events) <= onDisk) return events;
        long newest = Math.max(settled, last(events)); // committed before what follows
        toDisk.run();
        isOnDisk(newest);
        return events;
    }

    private synchronized void isOnDisk(long position) {
        onDisk = Math.max(onDisk, position);
    }

    private synchronized List<StoredEvent> settledAfter(long position, int most) {
        List<StoredEvent> events = store.after(position, most);
        int first = countSettled(events, position);
        boolean behind = events.size() == most && last(events) > settled;
        if (first == events.size() && !behind) return events;
        settle();
        if (first == events.size()) return events;
        if (settled < events.get(first).position()) return events.subList(0, first);
        List<StoredEvent> again = store.after(position, most); // for what came while nothing was settled
        return again.subList(0, countSettled(again, position));
    }

    private int countSettled(List<StoredEvent> events, long position) {
        long before = position;
        int count = 0;
        for (StoredEvent event : events) {
            if (event.position() > settled && event.position() != before + 1) break;
            before = event.position();
            count++;
        }
        return count;
    }

    private void settle() {
        if (wait == null) {
            long newest = log.head(); // first: whoever was given a position below is open by now, or has ended
            wait = new Wait(newest, open.now());
        }
        if (wait.transactions().isEmpty() || Collections.disjoint(wait.transactions(), open.now())) {
            settled = Math.max(settled, wait.position());
            wait = null;
        }
    }

    private static long last(List<StoredEvent> events) {
        return events.get(events.size() - 1).position();
    }
}
