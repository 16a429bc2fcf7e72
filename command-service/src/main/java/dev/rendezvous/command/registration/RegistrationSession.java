package dev.rendezvous.command.registration;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.caller.Caller;
import dev.rendezvous.api.refusal.RefusalCode;
import dev.rendezvous.api.refusal.Refused;
import dev.rendezvous.api.registration.CancelSession;
import dev.rendezvous.api.registration.ClaimedDevice;
import dev.rendezvous.api.registration.CodeClaimed;
import dev.rendezvous.api.registration.CodeExpired;
import dev.rendezvous.api.registration.CodeIssued;
import dev.rendezvous.api.registration.DeviceId;
import dev.rendezvous.api.registration.ExpireCode;
import dev.rendezvous.api.registration.SessionCancelled;
import dev.rendezvous.api.registration.SessionDenied;
import dev.rendezvous.api.registration.SessionId;
import dev.rendezvous.api.registration.SessionLinked;
import dev.rendezvous.api.registration.SessionRefused;
import dev.rendezvous.api.token.TokenRef;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** One attempt to link one device: issued, then linked, denied, refused, cancelled or expired, once. */
@Aggregate
@SuppressWarnings("NullAway.Init") // fields are filled by replay
public class RegistrationSession {
    /** A person who was shown the device has at least this long to decide (R14). */
    static final Duration TIME_TO_DECIDE = Duration.ofMinutes(5);

    /** A live code shown to one more account than this is being passed around (R16). */
    static final int MOST_ACCOUNTS_SHOWN = 5;

    private enum Outcome {
        LINKED,
        DENIED,
        REFUSED,
        CANCELLED,
        EXPIRED
    }

    @AggregateIdentifier
    private SessionId id;

    private CodeIssued issued;
    private Instant issuedAt;
    private @Nullable String requestedFrom;
    private Instant expiresAt;
    private final Set<AccountId> shownTo = new HashSet<>();
    private @Nullable Outcome outcome;
    private @Nullable AccountId decidedBy;

    RegistrationSession() {}

    /** @param caller who asked for the code, as metadata */
    RegistrationSession(CodeIssued event, MetaData caller) {
        apply(event, caller);
    }

    /** Whether something that lives until {@code expiresAt} is dead: it is at that very instant (R14). */
    static boolean isOver(Instant expiresAt, Instant now) {
        return !now.isBefore(expiresAt);
    }

    @CommandHandler
    void handle(CancelSession command, Clock clock) {
        if (outcome == Outcome.CANCELLED) return;
        requireLive(clock.instant());
        apply(new SessionCancelled(id, SessionCancelled.Cause.OPERATOR));
    }

    @CommandHandler
    void handle(ExpireCode command, Clock clock) {
        if (outcome != null || !isOver(expiresAt, clock.instant())) return;
        apply(new CodeExpired(id));
    }

    /** Shows the account what it would link (R15), and gives it time to decide (R14). */
    public ClaimedDevice claim(AccountId accountId, Instant now) {
        requireLive(now);
        if (!shownTo.contains(accountId)) {
            if (shownTo.size() == MOST_ACCOUNTS_SHOWN) {
                apply(new SessionCancelled(id, SessionCancelled.Cause.SHOWN_TO_TOO_MANY));
                throw expired();
            }
            Instant decideBefore = now.plus(TIME_TO_DECIDE);
            apply(new CodeClaimed(id, accountId, decideBefore.isAfter(expiresAt) ? decideBefore : expiresAt));
        }
        return new ClaimedDevice(
                issued.code(),
                issued.deviceId(),
                issued.deviceType(),
                issued.firmwareVersion(),
                issuedAt,
                requestedFrom,
                expiresAt);
    }

    /** The account holder declines; the session ends at once (R15). */
    public void deny(AccountId accountId, Instant now) {
        if (outcome == Outcome.DENIED && accountId.equals(decidedBy)) return;
        requireLive(now);
        apply(new SessionDenied(id, accountId));
    }

    /** The account may not link: the session ends, if it has not yet (R22). */
    public void refuse(AccountId accountId, RefusalCode code, Instant now) {
        if (outcome == null && !isOver(expiresAt, now)) apply(new SessionRefused(id, accountId, code));
    }

    /** Whether this session has linked its device to this account already. */
    public boolean isLinkedTo(AccountId accountId) {
        return outcome == Outcome.LINKED && accountId.equals(decidedBy);
    }

    /** Ends the session as linked (R20, R21). */
    public void link(AccountId accountId, TokenRef token, Instant now) {
        requireLive(now);
        apply(new SessionLinked(id, accountId, token));
    }

    /** @throws Refused with ALREADY_USED or CODE_EXPIRED if the session is not live */
    public void requireLive(Instant now) {
        if (outcome == Outcome.LINKED) throw new Refused(RefusalCode.ALREADY_USED, "the code was used already");
        if (outcome != null || isOver(expiresAt, now)) throw expired();
    }

    public SessionId id() {
        return id;
    }

    public DeviceId deviceId() {
        return issued.deviceId();
    }

    public @Nullable String deviceType() {
        return issued.deviceType();
    }

    private static Refused expired() {
        return new Refused(RefusalCode.CODE_EXPIRED, "the code is no longer valid; ask the device for a new one");
    }

    @EventSourcingHandler
    void on(CodeIssued event, @Timestamp Instant at, @MetaDataValue(Caller.ADDRESS) @Nullable String address) {
        id = event.sessionId();
        issued = event;
        issuedAt = at;
        requestedFrom = address;
        expiresAt = event.expiresAt();
    }

    @EventSourcingHandler
    void on(CodeClaimed event) {
        shownTo.add(event.accountId());
        expiresAt = event.expiresAt();
    }

    @EventSourcingHandler
    void on(SessionLinked event) {
        outcome = Outcome.LINKED;
        decidedBy = event.accountId();
    }

    @EventSourcingHandler
    void on(SessionDenied event) {
        outcome = Outcome.DENIED;
        decidedBy = event.accountId();
    }

    @EventSourcingHandler
    void on(SessionRefused event) {
        outcome = Outcome.REFUSED;
    }

    @EventSourcingHandler
    void on(SessionCancelled event) {
        outcome = Outcome.CANCELLED;
    }

    @EventSourcingHandler
    void on(CodeExpired event) {
        outcome = Outcome.EXPIRED;
    }
}
