package dev.rendezvous.engine.settled;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GenericTrackedEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class SettledStreamTest {
    private final BusyStore store = new BusyStore();
    private long settled = -1;
    private final SettledStream stream = new SettledStream(this::settledAfter, new NewEvents(store), -1);

    @Test
    void a_reader_goes_through_none_of_the_events_that_wake_it() throws InterruptedException {
        assertThat(stream.hasNextAvailable(20, TimeUnit.MILLISECONDS)).isFalse();
        settled = 0;
        assertThat(positionOf(stream.nextAvailable())).isZero();
        settled = 1;
        assertThat(positionOf(stream.nextAvailable())).isEqualTo(1);
        assertThat(stream.hasNextAvailable(20, TimeUnit.MILLISECONDS)).isFalse();
        stream.close();
        assertThat(store.taken).isZero();
        assertThat(store.opened).isGreaterThan(1);
        assertThat(store.open).isZero();
    }

    private @Nullable TrackedEventMessage<?> settledAfter(long position) {
        return position < settled ? event(position + 1) : null;
    }

    private static TrackedEventMessage<?> event(long position) {
        return new GenericTrackedEventMessage<>(
                new GlobalSequenceTrackingToken(position), GenericEventMessage.asEventMessage("something"));
    }

    private static long positionOf(TrackedEventMessage<?> event) {
        return event.trackingToken().position().orElseThrow();
    }

    /** To which others append at least as fast as one reads it. */
    private static final class BusyStore implements StreamableMessageSource<TrackedEventMessage<?>> {
        private int opened;
        private int open;
        private int taken;

        @Override
        public TrackingToken createHeadToken() {
            return new GlobalSequenceTrackingToken(taken);
        }

        @Override
        public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken after) {
            opened++;
            open++;
            return new Endless();
        }

        private final class Endless implements BlockingStream<TrackedEventMessage<?>> {
            @Override
            public Optional<TrackedEventMessage<?>> peek() {
                return Optional.of(event(taken));
            }

            @Override
            public boolean hasNextAvailable(int timeout, TimeUnit unit) {
                return true;
            }

            @Override
            public TrackedEventMessage<?> nextAvailable() {
                return event(taken++);
            }

            @Override
            public void close() {
                open--;
            }
        }
    }
}
