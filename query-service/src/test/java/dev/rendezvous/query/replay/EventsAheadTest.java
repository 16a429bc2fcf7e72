package dev.rendezvous.query.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GenericTrackedEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A replay (R54) is handed each event once and in order, and no more than a few thousand are held. */
class EventsAheadTest {
    private static final int MANY = 50_000;
    private static final ReplayPace RESTLESS =
            new ReplayPace(new Demand(() -> 0, System::nanoTime, 1), 1, System::nanoTime);

    @Test
    void each_event_comes_once_and_in_order_however_many_are_handled_at_a_time() throws InterruptedException {
        History history = new History(MANY, null);
        List<Long> handled = new ArrayList<>();
        try (EventsAhead events = new EventsAhead(history, RESTLESS)) {
            while (handled.size() < MANY) {
                events.take();
                int some = 0;
                for (Iterator<TrackedEventMessage<?>> next = events.iterator(); next.hasNext() && some < 1_234; some++)
                    handled.add(next.next().trackingToken().position().orElseThrow());
                events.drop(some);
            }
        }
        assertThat(handled).hasSize(MANY).isSorted().doesNotHaveDuplicates();
        assertThat(history.closed).isTrue();
    }

    @Test
    void reading_stops_while_nobody_handles_what_was_read() throws InterruptedException {
        History history = new History(Long.MAX_VALUE, null);
        try (EventsAhead events = new EventsAhead(history, RESTLESS)) {
            for (int i = 0; i < 10; i++) {
                events.take();
                Thread.sleep(20);
            }
            assertThat(history.next).hasValueGreaterThan(1_000L).hasValueLessThan(5_000L);
        }
        assertThat(history.closed).isTrue();
    }

    @Test
    void what_was_read_before_a_failure_is_told_and_then_the_failure() throws InterruptedException {
        try (EventsAhead events = new EventsAhead(new History(700, new IllegalStateException("gone")), RESTLESS)) {
            await().atMost(Duration.ofSeconds(10)).until(() -> {
                events.take();
                return events.iterator().hasNext();
            });
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThatThrownBy(events::take).hasMessage("gone"));
        }
    }

    /** Tells so many events, and has no more then, or fails. */
    private static final class History implements BlockingStream<TrackedEventMessage<?>> {
        private final long length;
        private final @Nullable RuntimeException end;
        private final AtomicLong next = new AtomicLong();
        private volatile boolean closed;

        private History(long length, @Nullable RuntimeException end) {
            this.length = length;
            this.end = end;
        }

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
            if (next.get() < length) return true;
            if (end != null) throw end;
            Thread.sleep(unit.toMillis(timeout));
            return false;
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() {
            return new GenericTrackedEventMessage<>(
                    new GlobalSequenceTrackingToken(next.getAndIncrement()),
                    GenericEventMessage.asEventMessage("event"));
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
