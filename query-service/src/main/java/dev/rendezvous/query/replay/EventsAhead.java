package dev.rendezvous.query.replay;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;

/** Events that were read and not handled yet. They are read outside of transactions, and handled inside. For one thread. */
final class EventsAhead implements AutoCloseable {
    private static final int MOST = 4_000;

    private final BlockingStream<TrackedEventMessage<?>> stream;
    private final Deque<TrackedEventMessage<?>> events = new ArrayDeque<>(MOST);

    EventsAhead(BlockingStream<TrackedEventMessage<?>> stream) {
        this.stream = stream;
    }

    /** Reads what there is. Waits a moment for the first if there is none. */
    void read() throws InterruptedException {
        if (events.isEmpty() && stream.hasNextAvailable(5, TimeUnit.MILLISECONDS)) events.add(stream.nextAvailable());
        while (events.size() < MOST && stream.hasNextAvailable()) events.add(stream.nextAvailable());
    }

    /** In order; nothing is removed. */
    Iterator<TrackedEventMessage<?>> iterator() {
        return events.iterator();
    }

    /** The first so many were handled. */
    void drop(int handled) {
        for (int i = 0; i < handled; i++) events.remove();
    }

    @Override
    public void close() {
        stream.close();
    }
}
