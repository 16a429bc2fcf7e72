package dev.rendezvous.query.linkeddevice;

import dev.rendezvous.api.account.AccountEvent;
import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.profile.ProfileEvent;
import dev.rendezvous.engine.personal.PersonalTexts;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.Serializer;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables of one generation: what writes them, and what reads them. */
final class DeviceTables {
    private final TableSet tables;
    private final AccountTables accounts;
    private final ProfileProjection profiles;
    private final Changes changes;
    private final SealedNames names;
    private final List<AnnotationEventHandlerAdapter> projections;

    DeviceTables(long generation, JdbcClient db, JdbcOperations batches, Serializer json, PersonalTexts texts) {
        this.tables = TableSet.of(generation, db);
        this.accounts = new AccountTables(tables, texts);
        this.changes = new Changes(tables, batches);
        this.names = new SealedNames(texts);
        this.profiles = new ProfileProjection(tables, changes, json);
        this.projections = Stream.of(
                        new LinkedDeviceProjection(changes, names),
                        new AccountStatusProjection(changes),
                        new ApprovalChangeProjection(changes),
                        profiles)
                .map(AnnotationEventHandlerAdapter::new)
                .toList();
    }

    /** Whether the event may change a table. Does not read the payload. */
    static boolean isWritten(EventMessage<?> event) {
        Class<?> type = event.getPayloadType();
        return AccountEvent.class.isAssignableFrom(type) || ProfileEvent.class.isAssignableFrom(type);
    }

    /**
     * What a written event is about, and with it all its later events: {@code account} or {@code profile}, and its name.
     * Where the event cannot be read, its aggregate tells.
     */
    static String sequenceOf(EventMessage<?> event) {
        try {
            return event.getPayload() instanceof AccountEvent account
                    ? of(account.accountId())
                    : of(((ProfileEvent) event.getPayload()).profile().name());
        } catch (SerializationException unreadable) {
            if (!(event instanceof DomainEventMessage<?> told)) throw unreadable;
            return AccountEvent.class.isAssignableFrom(event.getPayloadType())
                    ? of(new AccountId(told.getAggregateIdentifier()))
                    : of(told.getAggregateIdentifier());
        }
    }

    static String of(AccountId account) {
        return "account " + account.value();
    }

    /** @param profile its name */
    static String of(String profile) {
        return "profile " + profile;
    }

    /** All of them or none, in the transaction of its caller. */
    synchronized void handle(List<? extends EventMessage<?>> events) throws Exception {
        try {
            names.prepareFor(events);
            for (EventMessage<?> event : events) note(event);
            changes.make();
        } finally {
            changes.forget();
        }
    }

    private void note(EventMessage<?> event) throws Exception {
        changes.about(sequenceOf(event));
        for (AnnotationEventHandlerAdapter projection : projections) {
            if (projection.canHandle(event)) projection.handle(event);
        }
    }

    /** Row by row, in the transaction of its caller. */
    void clear() {
        for (TableSet.Table table : TableSet.TABLES) {
            tables.sql("DELETE FROM {%s}".formatted(table.name())).update();
        }
    }

    /** At once; H2 commits the transaction of its caller. */
    void truncate() {
        for (TableSet.Table table : TableSet.TABLES) {
            tables.sql("TRUNCATE TABLE {%s}".formatted(table.name())).update();
        }
    }

    AccountTables accounts() {
        return accounts;
    }

    ProfileProjection profiles() {
        return profiles;
    }
}
