package dev.rendezvous.engine.axonserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GenericTrackedEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LastingStreamTest {
    private final List<@Nullable TrackingToken> opened = new ArrayList<>();
    private final Deque<RuntimeException> failures = new ArrayDeque<>();
    private long next;

    /** Events 0, 1, 2, …, but for failures that come first. */
    private final class Connection implements BlockingStream<TrackedEventMessage<?>> {
        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            fail();
            return Optional.of(event());
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) {
            fail();
            return true;
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() {
            TrackedEventMessage<?> event = event();
            next++;
            return event;
        }

        @Override
        public void close() {}

        private TrackedEventMessage<?> event() {
            return new GenericTrackedEventMessage<>(
                    new GlobalSequenceTrackingToken(next), GenericEventMessage.asEventMessage("event " + next));
        }

        private void fail() {
            RuntimeException failure = failures.poll();
            if (failure != null) throw failure;
        }
    }

    private final LastingStream stream = new LastingStream(this::open, null);

    private BlockingStream<TrackedEventMessage<?>> open(@Nullable TrackingToken after) {
        opened.add(after);
        return new Connection();
    }

    private String payload() throws InterruptedException {
        return (String) stream.nextAvailable().getPayload();
    }

    @Test
    void it_goes_on_behind_the_last_event_after_any_number_of_losses() throws InterruptedException {
        assertThat(payload()).isEqualTo("event 0");
        for (int i = 0; i < 3; i++) failures.add(Status.UNAVAILABLE.asRuntimeException());

        assertThat(payload()).isEqualTo("event 1");

        assertThat(opened)
                .containsExactly(
                        null,
                        new GlobalSequenceTrackingToken(0),
                        new GlobalSequenceTrackingToken(0),
                        new GlobalSequenceTrackingToken(0));
    }

    @Test
    void while_the_server_is_away_it_only_seems_that_nothing_comes() throws InterruptedException {
        for (int i = 0; i < 100; i++) failures.add(Status.UNAVAILABLE.asRuntimeException());
        assertThat(stream.hasNextAvailable()).isFalse();
        assertThat(stream.peek()).isEmpty();
        assertThat(stream.hasNextAvailable(250, TimeUnit.MILLISECONDS)).isFalse();
    }

    @Test
    void another_failure_is_the_readers() {
        failures.add(new IllegalStateException("nonsense"));
        assertThatThrownBy(() -> stream.hasNextAvailable(1, TimeUnit.SECONDS)).hasMessage("nonsense");
    }
}
