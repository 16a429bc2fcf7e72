package dev.rendezvous.engine.personal;

import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.caller.Caller;
import dev.rendezvous.api.personal.Personal;
import dev.rendezvous.api.registration.SessionId;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;

/**
 * Texts about a person, for whoever keeps them outside of events. A text is sealed for the account that it is about and for the
 * place where it lies; it opens there, until the account's personal data are erased.
 */
public final class PersonalTexts {
    private final KeyRing ring;
    private final KeyStore store;
    private final KeyTransaction transaction;
    private final EventTexts events = new EventTexts(this::open);

    PersonalTexts(KeyRing ring, KeyStore store, KeyTransaction transaction) {
        this.ring = ring;
        this.store = store;
        this.transaction = transaction;
    }

    /**
     * The text as it may lie in a table. What was erased stays as it is.
     *
     * @param place such as table, column and row; nothing else may have the same
     */
    public String seal(AccountId account, String place, String text) {
        if (text.equals(Personal.ERASED)) return text;
        return transaction.execute(() -> store.currentOf(account)).seal(place, text);
    }

    /** Seals a text for its account and place, as {@link #seal} does. */
    @FunctionalInterface
    public interface Sealing {
        String seal(AccountId account, String place, String text);
    }

    /** Seals for these accounts, whose keys it has looked up at once. For the rest of the transaction, since keys may be destroyed. */
    public Sealing sealingFor(Collection<AccountId> accounts) {
        Map<AccountId, DataKey> keys = transaction.execute(() -> store.currentOf(accounts));
        return (account, place, text) -> {
            DataKey key = keys.get(account);
            if (key == null || text.equals(Personal.ERASED)) return seal(account, place, text);
            return key.seal(place, text);
        };
    }

    /** A record with all of its personal texts sealed. */
    public <T> T sealed(T record, AccountId account, String place) {
        PersonalFields fields = PersonalFields.of(record.getClass());
        if (fields.isEmpty() || !fields.anyIn(record)) return record;
        return same(record, fields.changed(record, (name, text) -> seal(account, place + " " + name, text)));
    }

    /** What was sealed for this place, or {@link Personal#ERASED}. A text that never was sealed is itself. Never throws. */
    public String open(String place, String text) {
        if (!DataKey.isSealed(text)) return text;
        return DataKey.keyOf(text)
                .flatMap(ring::find)
                .flatMap(key -> key.open(place, text))
                .orElse(Personal.ERASED);
    }

    /** A record with all of its personal texts opened, as {@link #open} says. */
    public <T> T opened(T record, String place) {
        PersonalFields fields = PersonalFields.of(record.getClass());
        if (fields.isEmpty()) return record;
        return same(record, fields.changed(record, (name, text) -> open(place + " " + name, text)));
    }

    /** An event of an account, whose payload can be read, as it may lie in a table: payload and metadata sealed. */
    public EventMessage<?> sealed(EventMessage<?> event, AccountId account, String place) {
        Object payload = sealed(event.getPayload(), account, place);
        return with(payload, address -> seal(account, placeOfAddress(place), address), event);
    }

    /** The event as it was before {@link #sealed(EventMessage, AccountId, String)}. */
    public EventMessage<?> opened(EventMessage<?> event, String place) {
        Object payload = opened(event.getPayload(), place);
        return with(payload, address -> open(placeOfAddress(place), address), event);
    }

    private static String placeOfAddress(String place) {
        return place + " " + Caller.ADDRESS;
    }

    private static EventMessage<?> with(Object payload, UnaryOperator<String> change, EventMessage<?> event) {
        boolean hasAddress = event.getMetaData().get(Caller.ADDRESS) instanceof String;
        if (payload == event.getPayload() && !hasAddress) return event;
        MetaData metaData = event.getMetaData().get(Caller.ADDRESS) instanceof String address
                ? event.getMetaData().and(Caller.ADDRESS, change.apply(address))
                : event.getMetaData();
        EventMessage<?> changed = SealedEvents.same(event, payload, metaData);
        return event instanceof TrackedEventMessage<?> tracked && changed instanceof DomainEventMessage<?> domain
                ? new GenericTrackedDomainEventMessage<>(tracked.trackingToken(), domain)
                : changed;
    }

    /**
     * What a stored event says of persons, made readable in its payload, which is JSON; everything else is as it is stored.
     *
     * @param revision that the event is stored in
     */
    public String openedPayload(String eventId, String type, @Nullable String revision, String payload) {
        PersonalFields fields = EventTexts.fieldsIfKnown(type);
        if (fields.isEmpty() || ClearTextsOfRevision1.applies(type, revision)) return payload;
        byte[] stored = payload.getBytes(StandardCharsets.UTF_8);
        return new String(events.payload(stored, eventId, fields), StandardCharsets.UTF_8);
    }

    /** Whether what a session's events say of a person can still be read. */
    public boolean isKnown(SessionId session) {
        return ring.find(session.value()).isPresent();
    }

    @SuppressWarnings("unchecked") // the same class
    private static <T> T same(T record, Object changed) {
        return (T) record.getClass().cast(changed);
    }
}
