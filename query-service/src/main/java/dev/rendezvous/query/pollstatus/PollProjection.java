package dev.rendezvous.query.pollstatus;

import dev.rendezvous.api.account.AccountClosed;
import dev.rendezvous.api.account.AccountPutOnHold;
import dev.rendezvous.api.account.AccountReactivated;
import dev.rendezvous.api.account.ActivationStatusChanged;
import dev.rendezvous.api.account.DeviceLinked;
import dev.rendezvous.api.account.DeviceSignedOn;
import dev.rendezvous.api.account.DeviceUnlinked;
import dev.rendezvous.api.account.OperatorStatusChanged;
import dev.rendezvous.api.registration.CodeClaimed;
import dev.rendezvous.api.registration.CodeExpired;
import dev.rendezvous.api.registration.CodeIssued;
import dev.rendezvous.api.registration.SessionCancelled;
import dev.rendezvous.api.registration.SessionDenied;
import dev.rendezvous.api.registration.SessionLinked;
import dev.rendezvous.api.registration.SessionRefused;
import java.time.Clock;
import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.Timestamp;

/** Tells the poll view what happened. Rebuilt from recent events at every start, so it keeps no position on disk. */
@ProcessingGroup(PollProjection.NAME)
final class PollProjection {
    static final String NAME = "poll-view";

    private final PollView view;
    private final Clock clock;
    private volatile long delayMillis;

    PollProjection(PollView view, Clock clock) {
        this.view = view;
        this.clock = clock;
    }

    /** How old the newest code was when the view learned of it. */
    double delaySeconds() {
        return delayMillis / 1_000.0;
    }

    @EventHandler
    void on(CodeIssued event, @Timestamp Instant at) {
        view.issued(event, at);
        delayMillis = clock.millis() - at.toEpochMilli();
    }

    @EventHandler
    void on(CodeClaimed event) {
        view.claimed(event.sessionId(), event.expiresAt());
    }

    @EventHandler
    void on(SessionLinked event, @Timestamp Instant at) {
        view.linked(event, at);
    }

    @EventHandler
    void on(SessionDenied event) {
        view.failed(event.sessionId(), PollOutcome.Failed.ACCESS_DENIED);
    }

    @EventHandler
    void on(SessionRefused event) {
        view.failed(event.sessionId(), PollOutcome.Failed.ACCOUNT_ISSUE);
    }

    @EventHandler
    void on(SessionCancelled event) {
        view.failed(event.sessionId(), PollOutcome.Failed.CANCELLED);
    }

    @EventHandler
    void on(CodeExpired event) {
        view.failed(event.sessionId(), PollOutcome.Failed.EXPIRED_CODE);
    }

    @EventHandler
    void on(DeviceSignedOn event) {
        view.signedOn(event.accountId(), event.token());
    }

    @EventHandler
    void on(DeviceLinked event) {
        view.deviceHas(event.accountId(), event.deviceId(), event.token());
    }

    @EventHandler
    void on(DeviceUnlinked event) {
        view.deviceHas(event.accountId(), event.deviceId(), null);
    }

    @EventHandler
    void on(AccountPutOnHold event) {
        view.bar(event.accountId(), Link.Bar.ACCOUNT_ON_HOLD);
    }

    @EventHandler
    void on(AccountReactivated event) {
        view.lift(event.accountId(), Link.Bar.ACCOUNT_ON_HOLD);
    }

    @EventHandler
    void on(AccountClosed event) {
        view.bar(event.accountId(), Link.Bar.ACCOUNT_CLOSED);
    }

    @EventHandler
    void on(OperatorStatusChanged event) {
        switch (event.status()) {
            case ENABLED -> view.lift(event.accountId(), event.deviceId(), Link.Bar.DEVICE_DISABLED);
            case DISABLED -> view.bar(event.accountId(), event.deviceId(), Link.Bar.DEVICE_DISABLED);
        }
    }

    @EventHandler
    void on(ActivationStatusChanged event) {
        switch (event.status()) {
            case ACTIVE -> view.lift(event.accountId(), event.deviceId(), Link.Bar.DEVICE_INACTIVE);
            case INACTIVE -> view.bar(event.accountId(), event.deviceId(), Link.Bar.DEVICE_INACTIVE);
        }
    }

    /** Everything else: seen, so that the view's position is that of the log. Does not read the payload. */
    @EventHandler
    void on(EventMessage<?> other) {}
}
