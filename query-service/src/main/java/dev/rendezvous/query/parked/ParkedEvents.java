package dev.rendezvous.query.parked;

import dev.rendezvous.api.account.AccountEvent;
import dev.rendezvous.api.refusal.Refusal;
import dev.rendezvous.api.refusal.RefusalCode;
import dev.rendezvous.api.refusal.Refused;
import dev.rendezvous.engine.personal.PersonalTexts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.deadletter.jdbc.JdbcSequencedDeadLetterQueue;
import org.axonframework.messaging.deadletter.DeadLetter;
import org.axonframework.messaging.deadletter.GenericDeadLetter;
import org.axonframework.messaging.deadletter.SequencedDeadLetterQueue;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The parked events of one projection whose tables all nodes share. An event that cannot be handled is parked, in the
 * transaction of its batch and without any of its effects, and all that follow about the same thing are parked behind it, in
 * order; others are handled. What fails for a passing reason is not parked, but tried again with its batch.
 */
public final class ParkedEvents {
    /** Nothing changes before somebody looks at it. */
    private static final Duration COME_AGAIN = Duration.ofSeconds(30);

    private final String projection;
    private final ParkedTable table;
    private final SequencedDeadLetterQueue<EventMessage<?>> queue;
    private final TransactionTemplate attempt;
    private final PersonalTexts texts;

    private ParkedEvents(
            String projection,
            ParkedTable table,
            SequencedDeadLetterQueue<EventMessage<?>> queue,
            TransactionTemplate attempt,
            PersonalTexts texts) {
        this.projection = projection;
        this.table = table;
        this.queue = queue;
        this.attempt = attempt;
        this.texts = texts;
    }

    /** What handles events into tables: all of them, or none if it fails. */
    @FunctionalInterface
    public interface Handler {
        void handle(List<? extends EventMessage<?>> events) throws Exception;
    }

    /** Makes those of a projection. */
    public static final class Factory {
        private final JdbcClient db;
        private final ConnectionProvider connections;
        private final TransactionManager transactions;
        private final PlatformTransactionManager savepoints;
        private final Serializer general;
        private final Serializer events;
        private final PersonalTexts texts;

        Factory(
                JdbcClient db,
                ConnectionProvider connections,
                TransactionManager transactions,
                PlatformTransactionManager savepoints,
                Serializer general,
                Serializer events,
                PersonalTexts texts) {
            this.db = db;
            this.connections = connections;
            this.transactions = transactions;
            this.savepoints = savepoints;
            this.general = general;
            this.events = events;
            this.texts = texts;
        }

        public ParkedEvents of(String projection) {
            TransactionTemplate attempt = new TransactionTemplate(savepoints);
            attempt.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
            return new ParkedEvents(
                    projection,
                    new ParkedTable(db),
                    JdbcSequencedDeadLetterQueue.<EventMessage<?>>builder()
                            .processingGroup(projection)
                            .connectionProvider(connections)
                            .transactionManager(transactions)
                            .schema(ParkedTable.SCHEMA)
                            .genericSerializer(general)
                            .eventSerializer(events)
                            .build(),
                    attempt,
                    texts);
        }
    }

    public String projection() {
        return projection;
    }

    /** About what events are parked; in the transaction that asks this stays true except for {@link #handle}. */
    public Set<String> sequences() {
        return table.sequences(projection);
    }

    /**
     * Handles events, or parks those that cannot be handled. In a transaction. They are handled at once if that goes well, and
     * else one by one.
     *
     * @param events oldest first
     * @param sequenceOf what an event is about
     * @param parked what {@link #sequences} told in this transaction; what is parked here is added
     */
    public void handle(
            List<? extends EventMessage<?>> events,
            Function<EventMessage<?>, String> sequenceOf,
            Handler handler,
            Set<String> parked) {
        List<EventMessage<?>> free = events.stream()
                .filter(event -> !parked.contains(sequenceOf.apply(event)))
                .collect(Collectors.toList());
        boolean handled = free.isEmpty() || failureOf(free, handler) == null;
        for (EventMessage<?> event : events) {
            String sequence = sequenceOf.apply(event);
            if (!handled || parked.contains(sequence)) handle(sequence, event, handler, parked);
        }
    }

    private void handle(String sequence, EventMessage<?> event, Handler handler, Set<String> parked) {
        Exception failure = parked.contains(sequence) ? null : failureOf(List.of(event), handler);
        if (failure == null && !parked.contains(sequence)) return;
        EventMessage<?> kept = sealed(event);
        queue.enqueue(
                sequence,
                failure == null
                        ? new GenericDeadLetter<>(sequence, kept)
                        : new GenericDeadLetter<>(sequence, kept, rootOf(failure)));
        parked.add(sequence);
    }

    /** Fails with UNAVAILABLE if an event about {@code sequence} is parked: what the tables say of it is not what is true. */
    public void requireNone(String sequence) {
        if (table.has(projection, sequence)) throw unavailable();
    }

    /** The same, for whatever the events are about. */
    public void requireNone() {
        if (count() > 0) throw unavailable();
    }

    /** How many are parked. */
    public long count() {
        return table.count(projection);
    }

    /** Forgets all. In a transaction. */
    public void clear() {
        table.clear(projection);
    }

    /** Has exactly those of {@code other}, which has none then. In a transaction. */
    public void replaceBy(ParkedEvents other) {
        clear();
        table.rename(other.projection, projection);
    }

    Optional<Parked> find(String id) {
        return table.find(projection, id);
    }

    /**
     * Handles the events of a sequence, oldest first, until one fails. In a transaction, in which nobody else handles any of
     * this projection.
     *
     * @return why it stopped, null if none is left
     */
    @Nullable
    Exception retry(String sequence, Handler handler) {
        for (DeadLetter<? extends EventMessage<?>> letter : letters(sequence)) {
            Exception failure = failureOf(List.of(opened(letter.message())), handler);
            if (failure != null) {
                requeue(letter, failure);
                return failure;
            }
            queue.evict(letter);
        }
        return null;
    }

    /** Drops one event unhandled. In a transaction. */
    void discard(Parked parked) {
        letters(parked.sequence()).stream()
                .filter(letter -> letter.message().getIdentifier().equals(parked.eventId()))
                .forEach(queue::evict);
    }

    private List<DeadLetter<? extends EventMessage<?>>> letters(String sequence) {
        List<DeadLetter<? extends EventMessage<?>>> letters = new ArrayList<>();
        queue.deadLetterSequence(sequence).forEach(letters::add);
        return letters;
    }

    /** What it says of persons is sealed again: their data are to be erased here, too (R57). */
    private EventMessage<?> sealed(EventMessage<?> event) {
        try {
            return event.getPayload() instanceof AccountEvent about
                    ? texts.sealed(event, about.accountId(), placeOf(event))
                    : event;
        } catch (SerializationException unreadable) {
            return event;
        }
    }

    private EventMessage<?> opened(EventMessage<?> event) {
        try {
            return event.getPayload() instanceof AccountEvent ? texts.opened(event, placeOf(event)) : event;
        } catch (SerializationException unreadable) {
            return event;
        }
    }

    private static String placeOf(EventMessage<?> event) {
        return "parked_event " + event.getIdentifier();
    }

    private <M extends EventMessage<?>> void requeue(DeadLetter<M> letter, Exception failure) {
        queue.requeue(letter, again -> again.markTouched().withCause(rootOf(failure)));
    }

    /** Null if it went well; without any effect if it did not. */
    private @Nullable Exception failureOf(List<? extends EventMessage<?>> events, Handler handler) {
        try {
            attempt.executeWithoutResult(status -> handled(events, handler));
            return null;
        } catch (Failed e) {
            if (Passing.is(e.failure)) throw new IllegalStateException("the event is tried again later", e.failure);
            return e.failure;
        }
    }

    private static void handled(List<? extends EventMessage<?>> events, Handler handler) {
        try {
            handler.handle(events);
        } catch (Exception e) {
            throw new Failed(e);
        }
    }

    private static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) root = root.getCause();
        return root;
    }

    private static Refused unavailable() {
        return new Refused(
                Refusal.until(RefusalCode.UNAVAILABLE, COME_AGAIN), "an event could not be handled, and is looked at");
    }

    /** Carries a failure out of the transaction, whatever kind it is. */
    private static final class Failed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final Exception failure;

        Failed(Exception failure) {
            super(failure.getMessage(), failure, false, false);
            this.failure = failure;
        }
    }
}
