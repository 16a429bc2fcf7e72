package dev.rendezvous.query.history;

import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.caller.Caller;
import dev.rendezvous.api.registration.CodeClaimed;
import dev.rendezvous.api.registration.CodeExpired;
import dev.rendezvous.api.registration.CodeIssued;
import dev.rendezvous.api.registration.RegistrationEvent;
import dev.rendezvous.api.registration.SessionCancelled;
import dev.rendezvous.api.registration.SessionDenied;
import dev.rendezvous.api.registration.SessionLinked;
import dev.rendezvous.api.registration.SessionRefused;
import dev.rendezvous.query.history.RegistrationThen.Shown;
import dev.rendezvous.query.history.RegistrationThen.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.axonframework.eventhandling.DomainEventMessage;
import org.jspecify.annotations.Nullable;

/** One registration session while its events are read. Not thread-safe. */
final class PastSession {
    private final List<Happened> events = new ArrayList<>();
    private final List<Shown> shownTo = new ArrayList<>();
    private State state = State.PENDING;
    private Instant issuedAt = Instant.MIN;
    private Instant expiresAt = Instant.MIN;
    private @Nullable CodeIssued issued;
    private @Nullable String requestedFrom;
    private @Nullable AccountId accountId;
    private @Nullable Instant endedAt;
    private @Nullable String reason;

    /** Takes in the session's next event. */
    void on(DomainEventMessage<?> message, Happened told) {
        events.add(told);
        RegistrationEvent event = (RegistrationEvent) message.getPayload();
        Instant at = message.getTimestamp();
        if (event instanceof CodeIssued first) begin(first, at, Telling.said(message, Caller.ADDRESS));
        if (event instanceof CodeClaimed claimed) {
            shownTo.add(new Shown(claimed.accountId(), at));
            expiresAt = claimed.expiresAt();
        }
        if (event instanceof SessionLinked linked) end(State.LINKED, at, linked.accountId(), null);
        if (event instanceof SessionDenied denied) end(State.DENIED, at, denied.accountId(), null);
        if (event instanceof SessionRefused refused) {
            end(State.REFUSED, at, refused.accountId(), refused.code().name());
        }
        if (event instanceof SessionCancelled cancelled) {
            end(State.CANCELLED, at, null, cancelled.cause().name());
        }
        if (event instanceof CodeExpired) end(State.EXPIRED, expiresAt, null, null);
    }

    /** The session at an instant up to which its events were taken in; empty before it began. */
    Optional<RegistrationThen> at(Instant at) {
        return Optional.ofNullable(issued).map(known -> then(known, at));
    }

    private RegistrationThen then(CodeIssued known, Instant at) {
        boolean expired = state == State.PENDING && !at.isBefore(expiresAt);
        return new RegistrationThen(
                known.sessionId(),
                at,
                expired ? State.EXPIRED : state,
                known.code().masked(),
                known.deviceId(),
                known.deviceType(),
                known.firmwareVersion(),
                issuedAt,
                requestedFrom,
                expiresAt,
                List.copyOf(shownTo),
                accountId,
                expired ? expiresAt : endedAt,
                reason,
                List.copyOf(events));
    }

    private void begin(CodeIssued event, Instant at, @Nullable String from) {
        issued = event;
        issuedAt = at;
        requestedFrom = from;
        expiresAt = event.expiresAt();
    }

    private void end(State how, Instant at, @Nullable AccountId by, @Nullable String why) {
        state = how;
        endedAt = at;
        accountId = by;
        reason = why;
    }
}
