package dev.rendezvous.command.registration;

import dev.rendezvous.api.registration.CodeClaimed;
import dev.rendezvous.api.registration.CodeExpired;
import dev.rendezvous.api.registration.SessionCancelled;
import dev.rendezvous.api.registration.SessionDenied;
import dev.rendezvous.api.registration.SessionId;
import dev.rendezvous.api.registration.SessionLinked;
import dev.rendezvous.api.registration.SessionRefused;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.stereotype.Component;

/** Keeps the reservations in step with their sessions, in the very transaction that appends the event. */
@Component
@ProcessingGroup(WhenSessionEndsThenReleaseCode.GROUP)
class WhenSessionEndsThenReleaseCode {
    static final String GROUP = "code-reservations";

    private final CodeReservations reservations;
    private final LiveCodes liveCodes;

    WhenSessionEndsThenReleaseCode(CodeReservations reservations, LiveCodes liveCodes) {
        this.reservations = reservations;
        this.liveCodes = liveCodes;
    }

    @EventHandler
    void on(CodeClaimed event) {
        reservations.extend(event.sessionId(), event.expiresAt());
    }

    @EventHandler
    void on(SessionLinked event) {
        release(event.sessionId());
    }

    @EventHandler
    void on(SessionDenied event) {
        release(event.sessionId());
    }

    @EventHandler
    void on(SessionRefused event) {
        release(event.sessionId());
    }

    @EventHandler
    void on(SessionCancelled event) {
        release(event.sessionId());
    }

    @EventHandler
    void on(CodeExpired event) {
        release(event.sessionId());
    }

    /** All that end in one unit of work at once. History that is followed again has none. */
    private void release(SessionId sessionId) {
        if (CurrentUnitOfWork.isStarted()) endedIn(CurrentUnitOfWork.get()).add(sessionId);
        else release(List.of(sessionId));
    }

    private List<SessionId> endedIn(UnitOfWork<?> unitOfWork) {
        return unitOfWork.getOrComputeResource(GROUP, key -> {
            List<SessionId> ended = new ArrayList<>();
            unitOfWork.onPrepareCommit(handled -> release(ended));
            return ended;
        });
    }

    private void release(List<SessionId> sessions) {
        reservations.end(sessions);
        liveCodes.less(sessions.size());
    }
}
