package dev.rendezvous.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rendezvous.api.refusal.Refusal;
import dev.rendezvous.api.refusal.RefusalCode;
import dev.rendezvous.api.refusal.Refused;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GenericTrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.RollbackConfigurationType;
import org.junit.jupiter.api.Test;

class ReadPositionTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    private final ReadPosition position = new ReadPosition();

    @Test
    void nothing_is_read_at_first() {
        assertThat(position.index()).isEqualTo(-1);
        assertThat(position.whenReached(null)).isCompleted();
    }

    @Test
    void one_that_waits_goes_on_when_its_event_was_handled() {
        CompletableFuture<?> wait = position.whenReached(7, SOON);
        position.reached(at(6));
        assertThat(wait).isNotDone();

        position.reached(at(8));

        assertThat(wait).succeedsWithin(SOON);
    }

    @Test
    void an_event_in_a_gap_was_not_handled_yet() {
        position.reached(at(9, 7));
        CompletableFuture<?> wait = position.whenReached(7, SOON);
        assertThat(wait).isNotDone();

        position.reached(at(9));

        assertThat(wait).succeedsWithin(SOON);
    }

    @Test
    void waiting_ends_unavailable() {
        CompletableFuture<?> wait = position.whenReached(7, Duration.ofMillis(20));

        assertThatThrownBy(wait::join)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(Refused.class, refused -> assertThat(
                                refused.<Refusal>getDetails().orElseThrow().code())
                        .isEqualTo(RefusalCode.UNAVAILABLE));
    }

    @Test
    void a_batch_counts_when_it_is_committed_and_once() {
        AtomicInteger told = new AtomicInteger();
        position.onProgress(told::incrementAndGet);

        handle(List.of(event(at(3)), event(at(4)), event(at(6, 5))), false);

        assertThat(position.index()).isEqualTo(6);
        assertThat(position.gapsUpTo(6)).containsExactly(5L);
        assertThat(told).hasValue(1);
    }

    @Test
    void a_late_event_that_fills_a_gap_counts() {
        handle(List.of(event(at(6, 5))), false);
        handle(List.of(event(at(6))), false);

        assertThat(position.gapsUpTo(6)).isEmpty();
    }

    @Test
    void a_batch_that_was_rolled_back_does_not_count() {
        handle(List.of(event(at(3)), event(at(4))), true);

        assertThat(position.index()).isEqualTo(-1);
    }

    private void handle(List<EventMessage<?>> batch, boolean failing) {
        BatchingUnitOfWork<EventMessage<?>> unitOfWork = new BatchingUnitOfWork<>(batch);
        unitOfWork.executeWithResult(
                () -> position.handle(unitOfWork, () -> {
                    if (failing && unitOfWork.isLastMessage()) throw new IllegalStateException("fails");
                    return null;
                }),
                RollbackConfigurationType.ANY_THROWABLE);
    }

    private static EventMessage<?> event(TrackingToken token) {
        return new GenericTrackedEventMessage<>(token, GenericEventMessage.asEventMessage("happened"));
    }

    private static TrackingToken at(long index, long... gaps) {
        return GapAwareTrackingToken.newInstance(
                index, Arrays.stream(gaps).boxed().toList());
    }
}
