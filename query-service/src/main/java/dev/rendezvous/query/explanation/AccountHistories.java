package dev.rendezvous.query.explanation;

import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.profile.DefineProfile;
import dev.rendezvous.api.profile.Profile;
import dev.rendezvous.api.profile.ProfileDefined;
import java.time.Instant;
import java.util.stream.Stream;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;

/** Reads what happened to one account or profile, from its first event to a given instant. Blocks while it reads. */
final class AccountHistories {
    private final EventStore history;

    AccountHistories(EventStore history) {
        this.history = history;
    }

    /** The account as it was at that instant, what happened then included. */
    AccountAsOf accountAt(AccountId accountId, Instant at) {
        AccountAsOf account = new AccountAsOf();
        AnnotationEventHandlerAdapter handlers = new AnnotationEventHandlerAdapter(account);
        until(at, accountId.value()).forEach(event -> take(handlers, event));
        return account;
    }

    /** What the profile of this name allowed at that instant; the standard one if nobody had defined it. */
    Profile profileAt(String name, Instant at) {
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

    private static void take(AnnotationEventHandlerAdapter handlers, DomainEventMessage<?> event) {
        try {
            handlers.handle(event);
        } catch (Exception e) {
            throw new IllegalStateException("event %s cannot be taken in".formatted(event.getIdentifier()), e);
        }
    }
}
