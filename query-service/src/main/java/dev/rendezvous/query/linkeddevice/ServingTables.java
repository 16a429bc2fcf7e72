package dev.rendezvous.query.linkeddevice;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.ResetHandler;

/** Writes the tables that serve, which stay the same ones till the end of a batch. For the processor's thread. */
@ProcessingGroup(LinkedDeviceProjection.NAME)
final class ServingTables {
    private final Generations generations;
    private final InTransaction<DeviceTables> ofBatch;

    ServingTables(Generations generations) {
        this.generations = generations;
        this.ofBatch = new InTransaction<>(() -> generations.of(generations.hold()));
    }

    /** Sees every event, so that the position is that of the log. */
    @EventHandler
    void on(EventMessage<?> event) throws Exception {
        if (DeviceTables.isWritten(event)) ofBatch.get().handle(event);
    }

    @ResetHandler
    void onReset() {
        generations.of(generations.hold()).clear();
    }
}
