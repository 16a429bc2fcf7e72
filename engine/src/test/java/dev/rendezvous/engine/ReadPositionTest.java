package dev.rendezvous.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GenericTrackedEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.RollbackConfigurationType;
import org.junit.jupiter.api.Test;

class ReadPositionTest {
    private final ReadPosition position = new ReadPosition();

    @Test
    void nothing_is_read_at_first() {
        assertThat(position.index()).isEqualTo(-1);
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

    @Test
    void a_log_without_gaps_is_read_up_to_its_position() {
        position.reached(new GlobalSequenceTrackingToken(7));

        assertThat(position.index()).isEqualTo(7);
        assertThat(position.gapsUpTo(7)).isEmpty();
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
