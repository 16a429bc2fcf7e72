package dev.rendezvous.engine.personal;

import dev.rendezvous.api.account.AccountEvent;
import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.account.PersonalDataErased;
import dev.rendezvous.api.caller.Caller;
import dev.rendezvous.api.refusal.RefusalCode;
import dev.rendezvous.api.registration.CodeClaimed;
import dev.rendezvous.api.registration.CodeIssued;
import dev.rendezvous.api.registration.RegistrationEvent;
import dev.rendezvous.api.registration.SessionDenied;
import dev.rendezvous.api.registration.SessionId;
import dev.rendezvous.api.registration.SessionLinked;
import dev.rendezvous.api.registration.SessionRefused;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The one place where events are sealed: after aggregates have taken them in, before anybody else sees them. What an event says
 * of a person is sealed with the key of its account, or of its session as long as no account has entered the code; the key is
 * made when it is first needed. All events of a unit of work are handled at once, new sessions with one statement.
 */
final class SealedEvents implements MessageDispatchInterceptor<EventMessage<?>> {
    private final KeyStore store;
    private final KeyRing ring;
    private final KeyTransaction transaction;

    /** @param transaction commits no later than the events */
    SealedEvents(KeyStore store, KeyRing ring, KeyTransaction transaction) {
        this.store = store;
        this.ring = ring;
        this.transaction = transaction;
    }

    /** Where an event's key is: an account's, or a session's. */
    private record Subject(@Nullable AccountId account, @Nullable SessionId session) {}

    @Override
    public BiFunction<Integer, EventMessage<?>, EventMessage<?>> handle(List<? extends EventMessage<?>> events) {
        if (events.stream().allMatch(event -> subjectOf(event) == null)) return (index, event) -> event;
        Map<Subject, DataKey> keys = transaction.execute(() -> keysFor(events));
        give(events);
        return (index, event) -> {
            Subject subject = subjectOf(event);
            return subject == null ? event : sealed(event, keys.get(subject));
        };
    }

    /** Erases first: what comes with an erasure is new. */
    private Map<Subject, DataKey> keysFor(List<? extends EventMessage<?>> events) {
        List<SessionId> begun = new ArrayList<>();
        Set<Subject> others = new LinkedHashSet<>();
        for (EventMessage<?> event : events) {
            Object payload = event.getPayload();
            if (payload instanceof PersonalDataErased erased) erase(erased.accountId());
            Subject subject = subjectOf(event);
            if (subject == null) continue;
            if (payload instanceof CodeIssued issued) begun.add(issued.sessionId());
            else others.add(subject);
        }
        Map<Subject, DataKey> keys = new HashMap<>();
        if (!begun.isEmpty()) store.create(begun).forEach((id, key) -> keys.put(new Subject(null, id), key));
        for (Subject subject : others) keys.computeIfAbsent(subject, this::keyOf);
        return keys;
    }

    private DataKey keyOf(Subject subject) {
        AccountId account = subject.account();
        if (account != null) return store.currentOf(account);
        SessionId session = subject.session();
        if (session == null) throw new IllegalStateException("a subject is an account or a session");
        return store.find(session.value())
                .orElseGet(
                        () -> store.create(List.of(session)).values().iterator().next());
    }

    /** Whoever enters a code, it is their device that asked for it, as far as anybody knows; of two at once, one fails. */
    private void give(List<? extends EventMessage<?>> events) {
        List<Runnable> gifts = new ArrayList<>();
        for (EventMessage<?> event : events) {
            Object payload = event.getPayload();
            if (payload instanceof CodeClaimed it) gifts.add(() -> store.give(it.sessionId(), it.accountId()));
            if (payload instanceof SessionLinked it) gifts.add(() -> store.give(it.sessionId(), it.accountId()));
        }
        if (!gifts.isEmpty()) transaction.executeIfEventsAre(() -> gifts.forEach(Runnable::run));
    }

    private void erase(AccountId account) {
        List<UUID> destroyed = store.erase(account);
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            ring.forget(destroyed);
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                ring.forget(destroyed);
            }
        });
    }

    private static boolean isPersonal(EventMessage<?> event) {
        return event.getMetaData().get(Caller.ADDRESS) != null
                || PersonalFields.of(event.getPayloadType()).anyIn(event.getPayload());
    }

    /** Null for events that tell nothing of a person, or are about no customer, such as a profile's. */
    private static @Nullable Subject subjectOf(EventMessage<?> event) {
        return isPersonal(event) ? subjectOf(event.getPayload()) : null;
    }

    /** An account that is not registered has no key. */
    private static @Nullable Subject subjectOf(Object payload) {
        if (payload instanceof AccountEvent event) return new Subject(event.accountId(), null);
        if (payload instanceof CodeClaimed event) return new Subject(event.accountId(), null);
        if (payload instanceof SessionLinked event) return new Subject(event.accountId(), null);
        if (payload instanceof SessionDenied event) return new Subject(event.accountId(), null);
        if (payload instanceof SessionRefused event && event.code() != RefusalCode.ACCOUNT_NOT_REGISTERED) {
            return new Subject(event.accountId(), null);
        }
        return payload instanceof RegistrationEvent event ? new Subject(null, event.sessionId()) : null;
    }

    static EventMessage<?> sealed(EventMessage<?> event, @Nullable DataKey key) {
        if (key == null) throw new IllegalStateException("no key for " + event.getPayloadType());
        String id = event.getIdentifier();
        PersonalFields fields = PersonalFields.of(event.getPayloadType());
        Object payload = fields.isEmpty()
                ? event.getPayload()
                : fields.changed(event.getPayload(), (name, text) -> key.seal(EventPlaces.of(id, name), text));
        MetaData metaData = event.getMetaData();
        if (metaData.get(Caller.ADDRESS) instanceof String address) {
            metaData = metaData.and(Caller.ADDRESS, key.seal(EventPlaces.of(id, Caller.ADDRESS), address));
        }
        return same(event, payload, metaData);
    }

    static EventMessage<?> same(EventMessage<?> event, Object payload, MetaData metaData) {
        if (event instanceof DomainEventMessage<?> of) {
            return new GenericDomainEventMessage<>(
                    of.getType(),
                    of.getAggregateIdentifier(),
                    of.getSequenceNumber(),
                    payload,
                    metaData,
                    event.getIdentifier(),
                    event.getTimestamp());
        }
        return new GenericEventMessage<>(event.getIdentifier(), payload, metaData, event.getTimestamp());
    }
}
