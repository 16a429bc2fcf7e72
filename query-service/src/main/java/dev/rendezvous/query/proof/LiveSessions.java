package dev.rendezvous.query.proof;

import dev.rendezvous.api.registration.CodeClaimed;
import dev.rendezvous.api.registration.CodeIssued;
import dev.rendezvous.api.registration.DeviceId;
import dev.rendezvous.api.registration.RegistrationCode;
import dev.rendezvous.api.registration.RegistrationEvent;
import dev.rendezvous.api.registration.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The sessions that are live, and those that have ended but whose code may not be issued again yet: remembers no others. Not
 * thread-safe.
 */
final class LiveSessions {
    /** Clocks of nodes differ, so time does not only go forward from event to event. */
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

    private final Map<SessionId, Session> sessions = new HashMap<>();
    private final Map<RegistrationCode, SessionId> byCode = new HashMap<>();
    private final PriorityQueue<Session> ended = new PriorityQueue<>(Comparator.comparing(Session::expiresAt));

    /**
     * A session that began.
     *
     * @param expiresAt until when its code lives and is not issued again
     * @param ending the event that ended it; {@code null} if none has
     */
    record Session(
            SessionId id, RegistrationCode code, DeviceId deviceId, Instant expiresAt, @Nullable Ending ending) {}

    /** How a session ended. */
    record Ending(String event, long position, Instant at) {}

    /** {@code null} if it never began, or ended so long ago that its code is free. */
    @Nullable
    Session find(SessionId sessionId) {
        return sessions.get(sessionId);
    }

    /** The last session that was given this code; {@code null} if none was, or so long ago that the code is free. */
    @Nullable
    Session withCode(RegistrationCode code) {
        SessionId sessionId = byCode.get(code);
        return sessionId == null ? null : sessions.get(sessionId);
    }

    /** How many are remembered. */
    int count() {
        return sessions.size();
    }

    /** Takes the next event. */
    void next(PastEvent event) {
        forgetBefore(event.at().minus(CLOCKS_DIFFER));
        if (!(event.payload() instanceof RegistrationEvent happened)) return;
        if (happened instanceof CodeIssued issued) {
            begin(issued);
            return;
        }
        Session session = sessions.get(happened.sessionId());
        if (session == null || session.ending() != null) return;
        if (happened instanceof CodeClaimed claimed) put(session, claimed.expiresAt(), null);
        else {
            Ending ending = new Ending(happened.getClass().getSimpleName(), event.position(), event.at());
            ended.add(put(session, session.expiresAt(), ending));
        }
    }

    private void begin(CodeIssued issued) {
        Session session = new Session(issued.sessionId(), issued.code(), issued.deviceId(), issued.expiresAt(), null);
        sessions.put(session.id(), session);
        byCode.put(session.code(), session.id());
    }

    private Session put(Session session, Instant expiresAt, @Nullable Ending ending) {
        Session other = new Session(session.id(), session.code(), session.deviceId(), expiresAt, ending);
        sessions.put(session.id(), other);
        return other;
    }

    private void forgetBefore(Instant then) {
        for (Session first = ended.peek(); first != null && first.expiresAt().isBefore(then); first = ended.peek()) {
            ended.remove();
            sessions.remove(first.id());
            byCode.remove(first.code(), first.id());
        }
    }
}
