package dev.rendezvous.query.proof;

import dev.rendezvous.engine.EventLog;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;

/** All events that are kept, from any engine, as upcasters make them. Services may run and append meanwhile. */
final class StoredHistory {
    /** What is there comes sooner; a database that is away for longer ends the walk. */
    private static final int PATIENCE_SECONDS = 30;

    private static final int TURN_MILLIS = 250;

    private final EventStore store;
    private final EventLog log;

    StoredHistory(EventStore store, EventLog log) {
        this.store = store;
        this.log = log;
    }

    /** Position of the newest event; -1 if there is none. */
    long head() {
        return log.head();
    }

    /**
     * Hands over each event up to a position, in an order in which what came of an event is behind it. An event that is
     * committed late comes behind younger ones, none of which knew of it. Goes on behind that position as long as asked to.
     *
     * @param stopped asked before each event, and while none comes
     * @throws CancellationException if it is to stop
     * @throws IllegalStateException if an event that must be there does not come
     */
    void walk(long head, BooleanSupplier goOn, BooleanSupplier stopped, Consumer<PastEvent> handler)
            throws InterruptedException {
        long position = -1;
        try (BlockingStream<TrackedEventMessage<?>> events = store.openStream(null)) {
            while (position < head || goOn.getAsBoolean()) {
                if (!hasNext(events, stopped)) {
                    if (position >= head) return;
                    throw new IllegalStateException("no event came after position %d, although there are some up to %d"
                            .formatted(position, head));
                }
                PastEvent next = past(events.nextAvailable());
                handler.accept(next);
                position = Math.max(position, next.position());
            }
        }
    }

    private static boolean hasNext(BlockingStream<TrackedEventMessage<?>> events, BooleanSupplier stopped)
            throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        do {
            if (stopped.getAsBoolean()) throw new CancellationException("the node was stopped");
            if (events.hasNextAvailable(TURN_MILLIS, TimeUnit.MILLISECONDS)) return true;
        } while (System.nanoTime() < deadline);
        return false;
    }

    static PastEvent past(TrackedEventMessage<?> event) {
        return new PastEvent(
                event.trackingToken().position().orElseThrow(),
                event.getIdentifier(),
                event.getTimestamp(),
                event.getPayload());
    }
}
