package dev.rendezvous.engine;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;

/**
 * The same events, of which a processor finds no more after the first of a batch than come within a moment. Axon's looks for the
 * next one till a batch is full; where each look waits for the disk and finds something that came meanwhile, it would handle
 * nothing for seconds.
 */
final class PromptSource implements StreamableMessageSource<TrackedEventMessage<?>> {
    private static final long MOMENT = TimeUnit.MILLISECONDS.toNanos(50);

    private final StreamableMessageSource<TrackedEventMessage<?>> source;
    private final LongSupplier nanos;

    PromptSource(StreamableMessageSource<TrackedEventMessage<?>> source, LongSupplier nanos) {
        this.source = source;
        this.nanos = nanos;
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken after) {
        return new PromptStream(source.openStream(after));
    }

    @Override
    public @Nullable TrackingToken createTailToken() {
        return source.createTailToken();
    }

    @Override
    public @Nullable TrackingToken createHeadToken() {
        return source.createHeadToken();
    }

    @Override
    public @Nullable TrackingToken createTokenAt(Instant instant) {
        return source.createTokenAt(instant);
    }

    /** Looking with a timeout begins a batch. For one thread. */
    private final class PromptStream implements BlockingStream<TrackedEventMessage<?>> {
        private final BlockingStream<TrackedEventMessage<?>> events;
        private @Nullable TrackedEventMessage<?> last; // of the batch
        private long end;

        private PromptStream(BlockingStream<TrackedEventMessage<?>> events) {
            this.events = events;
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
            last = null;
            return events.hasNextAvailable(timeout, unit);
        }

        /** What was one stored event is never parted: a token stands for all of it. */
        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            Optional<TrackedEventMessage<?>> next = events.peek();
            TrackedEventMessage<?> before = last;
            if (before == null || nanos.getAsLong() - end <= 0) return next;
            return next.filter(event -> event.trackingToken().equals(before.trackingToken()));
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
            TrackedEventMessage<?> next = events.nextAvailable();
            if (last == null) end = nanos.getAsLong() + MOMENT;
            last = next;
            return next;
        }

        @Override
        public boolean setOnAvailableCallback(Runnable callback) {
            return events.setOnAvailableCallback(callback);
        }

        @Override
        public void skipMessagesWithPayloadTypeOf(TrackedEventMessage<?> ignored) {
            events.skipMessagesWithPayloadTypeOf(ignored);
        }

        @Override
        public void close() {
            events.close();
        }
    }
}
