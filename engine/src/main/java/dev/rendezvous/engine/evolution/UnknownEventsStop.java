package dev.rendezvous.engine.evolution;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Comes after all evolutions. An event that is then still unknown stops whoever reads it: Axon would hand it on as an event that
 * no handler asks for, and so skip it. Readers try again and again and never get past it; the service is told to serve no more.
 */
public final class UnknownEventsStop implements EventUpcaster {
    private static final Logger LOG = LoggerFactory.getLogger(UnknownEventsStop.class);

    private final KnownEvents known;
    private final Runnable serveNoMore;
    private final AtomicBoolean told = new AtomicBoolean();

    /** @param serveNoMore is run once, by the first reader that is stopped */
    public UnknownEventsStop(KnownEvents known, Runnable serveNoMore) {
        this.known = known;
        this.serveNoMore = serveNoMore;
    }

    /** @throws UnknownEvent while the stream is read, at the first event that this version does not know */
    @Override
    public Stream<IntermediateEventRepresentation> upcast(Stream<IntermediateEventRepresentation> events) {
        return events.peek(this::requireKnown);
    }

    private void requireKnown(IntermediateEventRepresentation event) {
        SerializedType type = event.getType();
        if (known.isCurrent(type.getName(), type.getRevision())) return;
        String which = event.getAggregateIdentifier()
                .map(aggregate -> "of %s, number %d,"
                        .formatted(aggregate, event.getSequenceNumber().orElse(0L)))
                .orElseGet(event::getMessageIdentifier);
        UnknownEvent unknown = new UnknownEvent("the event %s is".formatted(which), EventKind.of(type));
        if (told.compareAndSet(false, true)) {
            LOG.error("This service stops: {}. {}", unknown.getMessage(), UnknownEvent.REMEDY);
            serveNoMore.run();
        }
        throw unknown;
    }
}
