package dev.rendezvous.engine.embedded;

import dev.rendezvous.engine.Durability;
import dev.rendezvous.engine.SqlEventStorage;
import java.util.List;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackingToken;

/**
 * Shows tracking readers only what is on disk: a projection, and so a poll answered from it, never tells of an event that
 * a crash could still undo. Costs one shared sync a batch, but none where the log is known to be on disk: whoever reads history
 * again does not wait.
 */
final class DurableReads extends SqlEventStorage {
    /** Positions below one that is on disk that may belong to transactions still open. */
    private static final long OPEN_POSITIONS = 1_000;

    private final Durability durability;
    private volatile long allOnDisk = -1;

    DurableReads(Builder builder, TransactionManager transactions, Durability durability) {
        super(builder, transactions);
        this.durability = durability;
    }

    @Override
    protected List<? extends TrackedEventData<?>> fetchTrackedEvents(TrackingToken lastToken, int batchSize) {
        List<? extends TrackedEventData<?>> committed = super.fetchTrackedEvents(lastToken, batchSize);
        if (committed.isEmpty()) return committed;
        long newest =
                committed.get(committed.size() - 1).trackingToken().position().orElse(Long.MAX_VALUE);
        if (newest <= allOnDisk) return committed;
        long head = durability.onDisk().join();
        allOnDisk = Math.max(allOnDisk, head - OPEN_POSITIONS);
        return committed;
    }
}
