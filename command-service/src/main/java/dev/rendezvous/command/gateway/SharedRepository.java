package dev.rendezvous.command.gateway;

import org.axonframework.common.caching.Cache;
import org.axonframework.eventsourcing.CachingEventSourcingRepository;
import org.axonframework.eventsourcing.EventSourcedAggregate;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;

/**
 * Aggregates from memory, brought up to date with what other nodes have appended since. Who appends to an outdated aggregate
 * loses a race and is retried; but a command that is refused, or has nothing to do, appends nothing and would be answered
 * wrongly.
 */
final class SharedRepository<T> extends CachingEventSourcingRepository<T> {
    private final EventStore history;
    private final Cache memory;

    SharedRepository(EventSourcingRepository.Builder<T> builder, EventStore history, Cache memory) {
        super(builder.eventStore(history).cache(memory));
        this.history = history;
        this.memory = memory;
    }

    @Override
    protected EventSourcedAggregate<T> doLoadWithLock(String id, @Nullable Long expectedVersion) {
        boolean remembered = memory.containsKey(id);
        EventSourcedAggregate<T> aggregate = super.doLoadWithLock(id, expectedVersion);
        if (remembered) catchUp(aggregate, id);
        return aggregate;
    }

    private void catchUp(EventSourcedAggregate<T> aggregate, String id) {
        Long version = aggregate.version();
        DomainEventStream since = history.readEvents(id, version == null ? 0 : version + 1);
        if (since.hasNext()) aggregate.initializeState(since);
    }
}
