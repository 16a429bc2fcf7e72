package dev.rendezvous.engine.postgres;

import java.util.List;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;

/** Axon's event store, which can be told that another node has appended. */
final class WokenEventStore extends EmbeddedEventStore {
    WokenEventStore(Builder builder) {
        super(builder);
    }

    /** Has the readers look for new events now. */
    void wake() {
        afterCommit(List.of());
    }
}
