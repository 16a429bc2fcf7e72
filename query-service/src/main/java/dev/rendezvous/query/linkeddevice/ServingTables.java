package dev.rendezvous.query.linkeddevice;

import dev.rendezvous.query.parked.ParkedEvents;
import dev.rendezvous.query.parked.Retryable;
import dev.rendezvous.query.replay.InTransaction;
import java.util.List;
import java.util.function.Supplier;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.ResetHandler;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Writes the tables that serve, which stay the same ones till the end of a batch. For the processor's thread, and for those who
 * retry parked events, one at a time: each holds the generation.
 */
@ProcessingGroup(LinkedDeviceProjection.NAME)
final class ServingTables implements Retryable {
    private final Generations generations;
    private final ParkedEvents parked;
    private final TransactionOperations transaction;
    private final InTransaction<PendingEvents> batch;

    /** @param parked events of the tables that serve */
    ServingTables(Generations generations, ParkedEvents parked, TransactionOperations transaction) {
        this.generations = generations;
        this.parked = parked;
        this.transaction = transaction;
        this.batch = new InTransaction<>(() -> new PendingEvents(generations.hold(), parked), PendingEvents::tell);
    }

    /** Sees every event, so that the position is that of the log. */
    @EventHandler
    void on(EventMessage<?> event) {
        if (DeviceTables.isWritten(event)) batch.get().add(event);
    }

    @Override
    public ParkedEvents parked() {
        return parked;
    }

    @Override
    public void handle(List<? extends EventMessage<?>> events) throws Exception {
        generations.serving().handle(events);
    }

    @Override
    public <T> T alone(Supplier<T> action) {
        T done = transaction.execute(status -> {
            generations.hold();
            return action.get();
        });
        if (done == null) throw new IllegalStateException("no result");
        return done;
    }

    @ResetHandler
    void onReset() {
        generations.hold().clear();
        parked.clear();
    }
}
