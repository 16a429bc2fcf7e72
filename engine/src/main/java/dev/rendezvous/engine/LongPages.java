package dev.rendezvous.engine;

import java.time.Instant;
import java.util.Collections;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;

/** Events of a store, which each reader reads for itself in the pages of the store, from its first to its newest and on. */
final class LongPages implements StreamableMessageSource<TrackedEventMessage<?>> {
    private static final long LOOK_AGAIN_MILLIS = 5;

    private final EventStorageEngine store;

    LongPages(EventStorageEngine store) {
        this.store = store;
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken after) {
        return new Pages(after);
    }

    @Override
    public @Nullable TrackingToken createTailToken() {
        return store.createTailToken();
    }

    @Override
    public @Nullable TrackingToken createHeadToken() {
        return store.createHeadToken();
    }

    @Override
    public @Nullable TrackingToken createTokenAt(Instant moment) {
        return store.createTokenAt(moment);
    }

    /** For one thread. */
    private final class Pages implements BlockingStream<TrackedEventMessage<?>> {
        private @Nullable TrackingToken last;
        private Iterator<? extends TrackedEventMessage<?>> events = Collections.emptyIterator();
        private @Nullable TrackedEventMessage<?> next;

        private Pages(@Nullable TrackingToken after) {
            this.last = after;
        }

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            return Optional.ofNullable(read());
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
            long end = System.nanoTime() + unit.toNanos(timeout);
            while (read() == null) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0) return false;
                Thread.sleep(Math.min(left, LOOK_AGAIN_MILLIS));
            }
            return true;
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
            TrackedEventMessage<?> event = read();
            while (event == null) {
                Thread.sleep(LOOK_AGAIN_MILLIS);
                event = read();
            }
            next = null;
            last = event.trackingToken();
            return event;
        }

        @Override
        public void close() {}

        private @Nullable TrackedEventMessage<?> read() {
            if (next != null) return next;
            if (!events.hasNext()) events = store.readEvents(last, false).iterator();
            next = events.hasNext() ? events.next() : null;
            return next;
        }
    }
}
