package dev.rendezvous.engine.evolution;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.serialization.Revision;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Table {@code event_kind}: which kinds of events may be in the history, so that a version knows at its start whether it can read
 * all of it. A kind is noted before its first event is appended.
 */
public final class StoredKinds implements MessageDispatchInterceptor<EventMessage<?>> {
    private final JdbcClient db;
    private final TransactionOperations ownTransaction;
    private final Set<Class<?>> noted = ConcurrentHashMap.newKeySet();

    /** @param ownTransaction commits at once, whatever becomes of the transaction around it */
    public StoredKinds(JdbcClient db, TransactionOperations ownTransaction) {
        this.db = db;
        this.ownTransaction = ownTransaction;
    }

    /** @throws UnknownEvent if the history may hold an event that this version does not know */
    public void requireReadable(KnownEvents known) {
        all().stream().filter(kind -> !known.isReadable(kind)).findFirst().ifPresent(kind -> {
            throw new UnknownEvent("the history holds events", kind);
        });
    }

    List<EventKind> all() {
        return db.sql("SELECT payload_type, payload_revision FROM event_kind ORDER BY payload_type, payload_revision")
                .query((row, number) ->
                        new EventKind(row.getString(1), row.getString(2).isEmpty() ? null : row.getString(2)))
                .list();
    }

    /** Notes kinds, each on its own: nobody waits for another's transaction. */
    public void note(Stream<EventKind> kinds) {
        kinds.distinct()
                .forEach(kind -> ownTransaction.executeWithoutResult(
                        status -> db.sql("INSERT INTO event_kind (payload_type, payload_revision)"
                                        + " VALUES (?, ?) ON CONFLICT DO NOTHING")
                                .params(kind.type(), Objects.requireNonNullElse(kind.revision(), ""))
                                .update()));
    }

    @Override
    public BiFunction<Integer, EventMessage<?>, EventMessage<?>> handle(List<? extends EventMessage<?>> events) {
        for (EventMessage<?> event : events) {
            Class<?> type = event.getPayloadType();
            if (noted.contains(type)) continue;
            Revision revision = type.getAnnotation(Revision.class);
            note(Stream.of(new EventKind(type.getName(), revision == null ? null : revision.value())));
            noted.add(type);
        }
        return (index, event) -> event;
    }
}
