package dev.rendezvous.engine.settled;

import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;

/**
 * Hears from the store that there is a new event, once: who wants to hear of the next one listens again. Going through what the
 * store has told would not do, for it may read each event from where it is kept, while more are appended.
 */
final class NewEvents implements AutoCloseable {
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

    /** Returns whether there is something new, and at once if so; then nobody listens any more. Call {@link #listen()} before. */
    boolean await(long millis) throws InterruptedException {
        BlockingStream<TrackedEventMessage<?>> events = heard;
        if (events == null || !events.hasNextAvailable(Math.toIntExact(millis), TimeUnit.MILLISECONDS)) return false;
        close();
        return true;
    }

    @Override
    public void close() {
        if (heard != null) heard.close();
        heard = null;
    }
}
