package dev.rendezvous.query.proof;

import dev.rendezvous.api.account.DeviceLinked;
import dev.rendezvous.api.registration.DeviceId;
import dev.rendezvous.api.registration.SessionId;
import dev.rendezvous.api.registration.SessionLinked;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every link had a live code at that instant, and session and account say the same of it (R14, R20). */
final class LinkProof {
    /** Both halves are of one transaction, between whose events those of few others fit. */
    private static final long FAR = 10_000;

    private final LiveSessions sessions;
    private final Duration inFlight;
    private final Findings findings;
    private final Map<SessionId, HalfALink> half = new LinkedHashMap<>();

    /** @param session as it was before; {@code null} if it had no code */
    private record HalfALink(PastEvent event, SessionLinked linked, LiveSessions.@Nullable Session session) {}

    /**
     * @param sessions as they were before each event that is judged
     * @param inFlight how long a decision may take until its event is appended: what expired meanwhile is excused
     */
    LinkProof(LiveSessions sessions, Duration inFlight, Findings findings) {
        this.sessions = sessions;
        this.inFlight = inFlight;
        this.findings = findings;
    }

    /** Takes the next event. */
    void next(PastEvent event) {
        if (!half.isEmpty()) giveUpBefore(event.position() - FAR);
        if (event.payload() instanceof SessionLinked linked) begin(event, linked);
        if (event.payload() instanceof DeviceLinked linked) complete(event, linked);
    }

    /** Whether a session was linked whose device has not been yet: its event is one of the next. */
    boolean isHalfDone() {
        return !half.isEmpty();
    }

    /** There are no more events. */
    void end() {
        giveUpBefore(Long.MAX_VALUE);
    }

    private void giveUpBefore(long position) {
        Iterator<HalfALink> oldest = half.values().iterator();
        while (oldest.hasNext()) {
            HalfALink link = oldest.next();
            if (link.event().position() >= position) return;
            oldest.remove();
            DeviceId device = link.session() == null ? null : link.session().deviceId();
            Map<String, Object> numbers = Map.of("account", link.linked().accountId());
            findings.broken(Breach.of(link.event(), device, Fault.HALF_A_LINK, numbers));
        }
    }

    private void begin(PastEvent event, SessionLinked linked) {
        LiveSessions.Session session = sessions.find(linked.sessionId());
        half.put(linked.sessionId(), new HalfALink(event, linked, session));
        if (session == null) {
            findings.broken(Breach.of(event, null, Fault.NO_CODE, Map.of("account", linked.accountId())));
        } else if (session.ending() != null) {
            findings.broken(Breach.of(event, session.deviceId(), Fault.CODE_ENDED, ended(session.ending())));
        } else if (!event.at().isBefore(session.expiresAt())) {
            expired(event, session);
        }
    }

    private void expired(PastEvent event, LiveSessions.Session session) {
        Instant expiresAt = session.expiresAt();
        Breach breach = Breach.of(event, session.deviceId(), Fault.CODE_EXPIRED, Map.of("expiresAt", expiresAt));
        if (event.at().isBefore(expiresAt.plus(inFlight))) findings.excused(breach);
        else findings.broken(breach);
    }

    private static Map<String, Object> ended(LiveSessions.Ending ending) {
        return Map.of("endedBy", ending.event(), "endedAt", ending.at(), "endedAtPosition", ending.position());
    }

    private void complete(PastEvent event, DeviceLinked linked) {
        findings.judged(Check.LINKS);
        Map<String, Object> numbers = Map.of("session", linked.sessionId());
        HalfALink begun = half.remove(linked.sessionId());
        if (begun == null) {
            findings.broken(Breach.of(event, linked.deviceId(), Fault.NO_CODE, numbers));
        } else if (!saysTheSame(begun, linked)) {
            findings.broken(Breach.of(event, linked.deviceId(), Fault.OTHER_THAN_ITS_SESSION, numbers));
        }
    }

    private static boolean saysTheSame(HalfALink begun, DeviceLinked linked) {
        LiveSessions.Session session = begun.session();
        return begun.linked().accountId().equals(linked.accountId())
                && begun.linked().token().equals(linked.token())
                && (session == null || session.deviceId().equals(linked.deviceId()));
    }
}
