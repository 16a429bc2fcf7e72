package dev.rendezvous.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GenericTrackedEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.junit.jupiter.api.Test;

class PromptSourceTest {
    private static final int PARTS = 3;

    private long nanos;
    private int read;
    private final BlockingStream<TrackedEventMessage<?>> stream =
            new PromptSource(after -> new SlowAndEndless(), () -> nanos).openStream(null);

    @Test
    void a_batch_ends_soon_though_there_is_always_one_more_event() throws InterruptedException {
        assertThat(batch()).isBetween(5, 9).matches(size -> size % PARTS == 0, "no event is parted");
        int before = read;
        assertThat(batch()).isBetween(5, 9);
        assertThat(before % PARTS).isZero();
    }

    @Test
    void nothing_is_kept_from_who_has_no_event_yet() {
        nanos += TimeUnit.SECONDS.toNanos(9);
        assertThat(stream.peek()).isPresent();
    }

    /** As a tracking processor puts it together. */
    private int batch() throws InterruptedException {
        assertThat(stream.hasNextAvailable(1, TimeUnit.SECONDS)).isTrue();
        int size = 0;
        do {
            assertThat(positionOf(stream.nextAvailable())).isEqualTo((read - 1) / PARTS);
            size++;
        } while (size < 1_000 && stream.peek().isPresent());
        return size;
    }

    private static long positionOf(TrackedEventMessage<?> event) {
        return event.trackingToken().position().orElseThrow();
    }

    /** Each look takes ten milliseconds, and each stored event was upcast to a few. */
    private final class SlowAndEndless implements BlockingStream<TrackedEventMessage<?>> {
        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            nanos += TimeUnit.MILLISECONDS.toNanos(10);
            return Optional.of(next());
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) {
            return true;
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() {
            TrackedEventMessage<?> next = next();
            read++;
            return next;
        }

        @Override
        public void close() {}

        private TrackedEventMessage<?> next() {
            return new GenericTrackedEventMessage<>(
                    new GlobalSequenceTrackingToken(read / PARTS), GenericEventMessage.asEventMessage("something"));
        }
    }
}
