package dev.rendezvous.engine.personal;

import dev.rendezvous.api.personal.Personal;
import dev.rendezvous.engine.evolution.KnownEvents;
import dev.rendezvous.engine.evolution.UnknownEventsStop;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventEntry;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.EventStreamUtils;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcasterChain;

/** Seals events with a key that tests know, and reads them back through all that a reader of the history has. */
public final class SealedByTest {
    static final String EVENT_ID = "01a2046d-bf1f-7ca7-98dc-ae6ec7d232f0";
    static final DataKey KEY =
            new DataKey(UUID.fromString("01a2046d-bf1f-4ca7-98dc-ae6ec7d232f1"), new byte[DataKey.BYTES]);

    private static final List<ClearTextsOfRevision1> EVOLUTIONS = List.of(new ClearTextsOfRevision1());

    private SealedByTest() {}

    /** The same event as it is appended. */
    public static Object sealed(Object event) {
        return SealedEvents.sealed(
                        new GenericDomainEventMessage<>(
                                "type", "aggregate", 0, event, MetaData.emptyInstance(), EVENT_ID, Instant.EPOCH),
                        KEY)
                .getPayload();
    }

    /** What readers get of a stored event. */
    public static Object read(String payload, String type, String revision, Serializer serializer) {
        return message(payload, type, revision, "{}", serializer).getPayload();
    }

    static EventMessage<?> message(
            String payload, String type, String revision, String metaData, Serializer serializer) {
        GenericDomainEventEntry<String> stored = new GenericDomainEventEntry<>(
                "type", "aggregate", 0, EVENT_ID, "2026-03-01T12:00:00.000Z", type, revision, payload, metaData);
        return EventStreamUtils.upcastAndDeserializeDomainEvents(
                        Stream.of(stored),
                        serializer,
                        new EventUpcasterChain(
                                EVOLUTIONS.get(0),
                                new UnknownEventsStop(new KnownEvents(List.copyOf(EVOLUTIONS)), () -> {}),
                                new OpenedEvents(new EventTexts(SealedByTest::open))))
                .next();
    }

    private static String open(String place, String text) {
        return DataKey.keyOf(text)
                .filter(KEY.id()::equals)
                .flatMap(id -> KEY.open(place, text))
                .orElse(Personal.ERASED);
    }
}
