package dev.rendezvous.engine.history;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventEntry;
import org.axonframework.eventsourcing.EventStreamUtils;
import org.springframework.transaction.support.TransactionOperations;

/** Makes all {@link RowsOfHistory} again, event by event, by the handlers that wrote them the first time. */
final class RowsAgain {
    private final List<RowsOfHistory> all;
    private final List<AnnotationEventHandlerAdapter> handlers;
    private final Configuration axon;
    private final TransactionOperations transaction;

    RowsAgain(List<RowsOfHistory> all, Configuration axon, TransactionOperations transaction) {
        this.all = all;
        this.handlers = all.stream()
                .flatMap(rows -> rows.handlers().stream())
                .map(AnnotationEventHandlerAdapter::new)
                .toList();
        this.axon = axon;
        this.transaction = transaction;
    }

    void begin() {
        transaction.executeWithoutResult(status -> all.forEach(RowsOfHistory::clear));
    }

    void follow(List<StoredEvent> events) {
        transaction.executeWithoutResult(status -> {
            EventStreamUtils.upcastAndDeserializeDomainEvents(
                            events.stream().map(RowsAgain::entry), axon.eventSerializer(), axon.upcasterChain())
                    .forEachRemaining(this::handle);
            all.forEach(RowsOfHistory::afterBatch);
        });
    }

    void end() {
        transaction.executeWithoutResult(status -> all.forEach(RowsOfHistory::afterAll));
    }

    private void handle(EventMessage<?> event) {
        for (AnnotationEventHandlerAdapter handler : handlers) {
            try {
                if (handler.canHandle(event)) handler.handle(event);
            } catch (Exception e) {
                throw new IllegalStateException(
                        "%s %s cannot be followed"
                                .formatted(event.getPayloadType().getSimpleName(), event.getIdentifier()),
                        e);
            }
        }
    }

    static DomainEventData<byte[]> entry(StoredEvent event) {
        return new GenericDomainEventEntry<>(
                event.aggregateType(),
                event.aggregateId(),
                event.sequenceNumber(),
                event.eventId(),
                event.timeStamp(),
                event.payloadType(),
                event.payloadRevision(),
                event.payload().getBytes(StandardCharsets.UTF_8),
                event.metaData().getBytes(StandardCharsets.UTF_8));
    }
}
