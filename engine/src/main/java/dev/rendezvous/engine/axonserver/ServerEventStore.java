package dev.rendezvous.engine.axonserver;

import java.util.function.Supplier;
import org.axonframework.axonserver.connector.event.axon.AxonServerEventStore;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.jspecify.annotations.Nullable;

/**
 * Axon Server's event store, which tells of a server out of reach as {@link ServerFailures#ofRead} says; streams wait for it to
 * come back.
 */
final class ServerEventStore extends AxonServerEventStore {
    private ServerEventStore(Builder builder) {
        super(builder);
    }

    static ServerEventStore of(Builder builder) {
        builder.build(); // gives the builder the storage that the constructor takes from it
        return new ServerEventStore(builder);
    }

    @Override
    public DomainEventStream readEvents(String aggregate) {
        return told(() -> new Told(super.readEvents(aggregate)));
    }

    @Override
    public DomainEventStream readEvents(String aggregate, long firstSequenceNumber) {
        return told(() -> new Told(super.readEvents(aggregate, firstSequenceNumber)));
    }

    @Override
    public TrackingEventStream openStream(@Nullable TrackingToken after) {
        return new LastingStream(super::openStream, after);
    }

    private static <T> T told(Supplier<T> read) {
        try {
            return read.get();
        } catch (RuntimeException e) {
            throw ServerFailures.ofRead(e);
        }
    }

    /** Events are fetched while they are read. */
    private record Told(DomainEventStream events) implements DomainEventStream {
        @Override
        public DomainEventMessage<?> peek() {
            return told(events::peek);
        }

        @Override
        public boolean hasNext() {
            return told(events::hasNext);
        }

        @Override
        public DomainEventMessage<?> next() {
            return told(events::next);
        }

        @Override
        public Long getLastSequenceNumber() {
            return events.getLastSequenceNumber();
        }
    }
}
