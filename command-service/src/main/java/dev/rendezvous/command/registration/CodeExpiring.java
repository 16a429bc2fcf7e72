package dev.rendezvous.command.registration;

import dev.rendezvous.api.registration.CodeExpired;
import dev.rendezvous.command.registration.CodeReservations.Overdue;
import dev.rendezvous.engine.AggregateVersions;
import java.util.List;
import java.util.Map;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.EventBus;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.jspecify.annotations.Nullable;

/**
 * Tells history of many expired codes in one transaction (R14), without reading their sessions: a reservation changes in the
 * transaction of its session, so while it is locked, live and over, so is the session, and who ends the session otherwise waits
 * for this transaction or finds the number of its event taken.
 */
class CodeExpiring {
    private static final String SESSION = RegistrationSession.class.getSimpleName();

    private final CodeReservations reservations;
    private final LiveCodes liveCodes;
    private final AggregateVersions versions;
    private final EventBus history;

    CodeExpiring(CodeReservations reservations, LiveCodes liveCodes, AggregateVersions versions, EventBus history) {
        this.reservations = reservations;
        this.liveCodes = liveCodes;
        this.versions = versions;
        this.history = history;
    }

    @CommandHandler
    List<Overdue> handle(ExpireCodes command) {
        liveCodes.first();
        List<Overdue> overdue = reservations.lockOverdue(command.from(), command.now(), command.most());
        Map<String, Long> newest = versions.of(
                overdue.stream().map(code -> code.sessionId().toString()).toList());
        history.publish(overdue.stream().map(code -> expired(code, newest)).toList());
        return overdue;
    }

    private static GenericDomainEventMessage<CodeExpired> expired(Overdue code, Map<String, Long> newest) {
        String session = code.sessionId().toString();
        @Nullable Long before = newest.get(session);
        if (before == null) throw new IllegalStateException("history knows no session " + session);
        return new GenericDomainEventMessage<>(SESSION, session, before + 1, new CodeExpired(code.sessionId()));
    }
}
