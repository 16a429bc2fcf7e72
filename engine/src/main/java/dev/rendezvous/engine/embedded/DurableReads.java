package dev.rendezvous.engine.embedded;

import dev.rendezvous.engine.Durability;
import dev.rendezvous.engine.SqlEventStorage;
import java.util.List;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackingToken;

/**
 * Shows tracking readers only what is on disk: a projection, and so a poll answered from it, never tells of an event that
 * a crash could still undo. Costs one shared sync a batch.
 */
final class DurableReads extends SqlEventStorage {
    private final Durability durability;

    DurableReads(Builder builder, TransactionManager transactions, Durability durability) {
        super(builder, transactions);
        this.durability = durability;
    }

    @Override
    protected List<? extends TrackedEventData<?>> fetchTrackedEvents(TrackingToken lastToken, int batchSize) {
        List<? extends TrackedEventData<?>> committed = super.fetchTrackedEvents(lastToken, batchSize);
        if (!committed.isEmpty()) durability.onDisk().join();
        return committed;
    }
}
