package dev.rendezvous.query.pollstatus;

import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.registration.CodeIssued;
import dev.rendezvous.api.registration.DeviceId;
import dev.rendezvous.api.registration.RegistrationCode;
import dev.rendezvous.api.registration.SessionId;
import dev.rendezvous.api.registration.SessionLinked;
import dev.rendezvous.api.token.TokenRef;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * One generation of the poll view: every live session and those that expired not long ago, in memory. Looking up takes no
 * lock; changes wait for each other. Every change may come twice: a batch of events that failed is handled again.
 */
final class PollSessions {
    private final ConcurrentMap<PollKey, PollSession> sessions = new ConcurrentHashMap<>();

    /** No event has ended these. By session id, which is also the order in which they began. */
    private final ConcurrentNavigableMap<UUID, PollSession> undecided = new ConcurrentSkipListMap<>();

    private final LinkedSessions linked = new LinkedSessions();
    private final ExpiryOrder byExpiry = new ExpiryOrder();
    private final Texts texts = new Texts();

    @Nullable
    PollSession find(RegistrationCode code, String deviceId) {
        return sessions.get(new PollKey(code, deviceId));
    }

    /** The session that polls with the code and device of {@code like} find. */
    @Nullable
    PollSession find(PollKey like) {
        return sessions.get(like);
    }

    Collection<PollSession> all() {
        return sessions.values();
    }

    int size() {
        return sessions.size();
    }

    synchronized void issued(CodeIssued event, Instant at) {
        PollSession session = new PollSession(event, at, texts);
        PollSession known = sessions.get(session);
        if (known != null && known.is(session)) return;
        sessions.put(session, session);
        undecided.put(session.id, session);
        byExpiry.add(session);
    }

    synchronized void claimed(SessionId id, Instant expiresAt) {
        PollSession session = undecided.get(id.value());
        if (session != null) session.claimedUntil(expiresAt);
    }

    synchronized void failed(SessionId id, PollOutcome.Failed reason) {
        PollSession session = undecided.remove(id.value());
        if (session == null) return;
        session.failed(reason);
        wake(session);
    }

    synchronized void linked(SessionLinked event, Instant at) {
        PollSession session = undecided.remove(event.sessionId().value());
        if (session == null) return;
        Link link = new Link(event.accountId(), sharingItsKey(event.token()), at);
        linked.add(session, link);
        session.linked(link);
        wake(session);
    }

    synchronized void bar(AccountId account, Link.Bar bar) {
        linked.each(account, link -> link.set(bar));
    }

    synchronized void lift(AccountId account, Link.Bar bar) {
        linked.each(account, link -> link.lift(bar));
    }

    synchronized void bar(AccountId account, DeviceId deviceId, Link.Bar bar) {
        linked.each(account, deviceId.value(), link -> link.set(bar));
    }

    synchronized void lift(AccountId account, DeviceId deviceId, Link.Bar bar) {
        linked.each(account, deviceId.value(), link -> link.lift(bar));
    }

    synchronized void signedOn(AccountId account, TokenRef token) {
        linked.each(account, link -> {
            if (link.token().equals(token)) link.set(Link.Bar.SIGNED_ON);
        });
    }

    /** The device's only live token is {@code current} now, or none (R11). */
    synchronized void deviceHas(AccountId account, DeviceId deviceId, @Nullable TokenRef current) {
        linked.barDevice(account, deviceId.value(), current);
    }

    /** Forgets what had expired by {@code cutoff}, to ten seconds; at most so many in one go. How many it were. */
    synchronized int forget(Instant cutoff, int atMost) {
        for (int forgotten = 0; forgotten < atMost; forgotten++) {
            PollSession session = byExpiry.pollExpiredBy(cutoff.toEpochMilli());
            if (session == null) return forgotten;
            forget(session);
        }
        return atMost;
    }

    /** Pending sessions, newest first, from the one that began just before {@code before}. */
    List<PollSession> pending(@Nullable UUID before, int limit, long nowMillis) {
        return (before == null ? undecided : undecided.headMap(before))
                .descendingMap().values().stream()
                        .filter(session -> session.outcomeAt(nowMillis) == null)
                        .limit(limit)
                        .toList();
    }

    void wakeAll() {
        undecided.values().forEach(PollSessions::wake);
    }

    private void forget(PollSession session) {
        sessions.computeIfPresent(session, (key, known) -> known.is(session) ? null : known);
        undecided.remove(session.id);
        Link link = session.link();
        if (link != null) linked.remove(session, link);
    }

    private TokenRef sharingItsKey(TokenRef token) {
        String keyId = texts.shared(token.keyId());
        return keyId == null ? token : new TokenRef(keyId, token.tokenId());
    }

    private static void wake(PollSession session) {
        for (HeldPoll held : session.held()) held.wake();
    }
}
