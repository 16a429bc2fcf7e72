package dev.rendezvous.query.history;

import dev.rendezvous.api.account.AccountEvent;
import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.profile.DefineProfile;
import dev.rendezvous.api.profile.Profile;
import dev.rendezvous.api.profile.ProfileDefined;
import dev.rendezvous.api.registration.RegistrationEvent;
import dev.rendezvous.api.registration.SessionId;
import java.time.Instant;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;

/**
 * Reads what happened to one account, profile or session, from its first event to a given instant; what happened at that
 * very instant is part of it. Read one by one, from any engine, as upcasters make them. Blocks while it reads.
 */
public final class Histories {
    private final EventStore history;

    Histories(EventStore history) {
        this.history = history;
    }

    /** The account's events until then, oldest first; none if there is no such account. */
    public Stream<? extends DomainEventMessage<?>> ofAccount(AccountId accountId, Instant until) {
        return until(until, accountId.value())
                .filter(event -> AccountEvent.class.isAssignableFrom(event.getPayloadType()));
    }

    /** The session's events until then, oldest first; none if there is no such session. */
    public Stream<? extends DomainEventMessage<?>> ofSession(SessionId sessionId, Instant until) {
        return until(until, sessionId.toString())
                .filter(event -> RegistrationEvent.class.isAssignableFrom(event.getPayloadType()));
    }

    /** What the profile of this name allowed at that instant; the standard one if nobody had defined it. */
    public Profile profileAt(String name, Instant at) {
        return until(at, DefineProfile.identifierOf(name))
                .map(event -> ((ProfileDefined) event.getPayload()).profile())
                .reduce((earlier, later) -> later)
                .orElse(Profile.STANDARD);
    }

    /** From the first event on, never from a snapshot. */
    private Stream<? extends DomainEventMessage<?>> until(Instant at, String aggregate) {
        return history.readEvents(aggregate, 0).asStream().takeWhile(event -> !event.getTimestamp()
                .isAfter(at));
    }
}
