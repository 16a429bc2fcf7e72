package dev.rendezvous.engine.settled;

import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;

/** Hears from the store that there are new events. What it hears are events in memory, which nobody deserialises. */
final class NewEvents implements AutoCloseable {
    /** Whoever is behind by more than this hears nothing until it has caught up: the store does not keep all in memory. */
    private static final int MOST_UNHEARD = 1_000;

    private final StreamableMessageSource<TrackedEventMessage<?>> store;
    private @Nullable BlockingStream<TrackedEventMessage<?>> heard;

    NewEvents(StreamableMessageSource<TrackedEventMessage<?>> store) {
        this.store = store;
    }

    boolean isListening() {
        return heard != null;
    }

    /** What is appended from now on is heard. */
    void listen() {
        heard = store.openStream(store.createHeadToken());
    }

    /** Returns whether there is something new, and at once if so. Call {@link #listen()} before. */
    boolean await(long millis) throws InterruptedException {
        BlockingStream<TrackedEventMessage<?>> events = heard;
        if (events == null || !events.hasNextAvailable(Math.toIntExact(millis), TimeUnit.MILLISECONDS)) return false;
        catchUp();
        return true;
    }

    /** Forgets what was heard so far. */
    void catchUp() {
        BlockingStream<TrackedEventMessage<?>> events = heard;
        if (events == null) return;
        try {
            for (int count = 0; events.hasNextAvailable(); count++) {
                if (count == MOST_UNHEARD) {
                    close();
                    return;
                }
                events.nextAvailable();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        if (heard != null) heard.close();
        heard = null;
    }
}
