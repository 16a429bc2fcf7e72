package dev.rendezvous.engine;

import java.util.List;
import java.util.stream.Stream;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;

/**
 * Shows tracking readers only what is on disk: a projection, and so a poll answered from it, never tells of an event that
 * a crash could still undo. Costs one shared sync a batch.
 */
final class DurableReads extends JdbcEventStorageEngine {
    static final int SHARED_STREAM = 1_000;

    private final Durability durability;

    DurableReads(Builder builder, Durability durability) {
        super(builder);
        this.durability = durability;
    }

    /**
     * Axon's shared reader holds every event it has read since it last came to the end of such a stream. Under load the end
     * never comes, unless it is made; the reader goes on at once with the next stream.
     */
    @Override
    protected Stream<? extends TrackedEventData<?>> readEventData(TrackingToken token, boolean mayBlock) {
        Stream<? extends TrackedEventData<?>> events = super.readEventData(token, mayBlock);
        return mayBlock ? events.limit(SHARED_STREAM) : events;
    }

    @Override
    protected List<? extends TrackedEventData<?>> fetchTrackedEvents(TrackingToken lastToken, int batchSize) {
        List<? extends TrackedEventData<?>> committed = super.fetchTrackedEvents(lastToken, batchSize);
        if (!committed.isEmpty()) durability.onDisk().join();
        return committed;
    }
}
