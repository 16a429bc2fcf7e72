package dev.rendezvous.query.pollstatus;

import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.registration.CodeIssued;
import dev.rendezvous.api.registration.DeviceId;
import dev.rendezvous.api.registration.RegistrationCode;
import dev.rendezvous.api.registration.SessionId;
import dev.rendezvous.api.registration.SessionLinked;
import dev.rendezvous.api.token.TokenRef;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What polls are answered from: the generation of {@link PollSessions} that serves. Another that was built beside it takes its
 * place by one reference (R54).
 */
final class PollView {
    private volatile PollSessions serving = new PollSessions();

    @Nullable
    PollSession find(RegistrationCode code, String deviceId) {
        return serving.find(code, deviceId);
    }

    /** Whether polls find this very session, and events reach it. */
    @SuppressWarnings("ReferenceEquality") // equal sessions of two generations are not the same
    boolean serves(PollSession session) {
        return serving.find(session) == session;
    }

    int size() {
        return serving.size();
    }

    PollSessions sessions() {
        return serving;
    }

    /**
     * Serves the sessions of {@code rebuilt} from now on, which must hold the same events; nobody may change either meanwhile.
     * Each session keeps its pace (R12), and those that wait go on waiting for what the new one learns (R13).
     */
    void becomes(PollView rebuilt) {
        PollSessions before = serving;
        PollSessions after = rebuilt.serving;
        PaceMove paces = new PaceMove(before, after);
        serving = after;
        paces.catchUp();
        before.wakeAll();
    }

    void issued(CodeIssued event, Instant at) {
        serving.issued(event, at);
    }

    void claimed(SessionId id, Instant expiresAt) {
        serving.claimed(id, expiresAt);
    }

    void failed(SessionId id, PollOutcome.Failed reason) {
        serving.failed(id, reason);
    }

    void linked(SessionLinked event, Instant at) {
        serving.linked(event, at);
    }

    void bar(AccountId account, Link.Bar bar) {
        serving.bar(account, bar);
    }

    void lift(AccountId account, Link.Bar bar) {
        serving.lift(account, bar);
    }

    void bar(AccountId account, DeviceId deviceId, Link.Bar bar) {
        serving.bar(account, deviceId, bar);
    }

    void lift(AccountId account, DeviceId deviceId, Link.Bar bar) {
        serving.lift(account, deviceId, bar);
    }

    void signedOn(AccountId account, TokenRef token) {
        serving.signedOn(account, token);
    }

    void deviceHas(AccountId account, DeviceId deviceId, @Nullable TokenRef current) {
        serving.deviceHas(account, deviceId, current);
    }

    int forget(Instant cutoff, int atMost) {
        return serving.forget(cutoff, atMost);
    }

    List<PollSession> pending(@Nullable UUID before, int limit, long nowMillis) {
        return serving.pending(before, limit, nowMillis);
    }

    void wakeAll() {
        serving.wakeAll();
    }
}
