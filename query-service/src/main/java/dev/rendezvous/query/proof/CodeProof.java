package dev.rendezvous.query.proof;

import dev.rendezvous.api.registration.CodeIssued;
import java.util.Map;

/** No code was live twice, nor issued again before its lifetime had passed (R3). */
final class CodeProof {
    private final LiveSessions sessions;
    private final Findings findings;

    /** @param sessions as they were before each event that is judged */
    CodeProof(LiveSessions sessions, Findings findings) {
        this.sessions = sessions;
        this.findings = findings;
    }

    /** Takes the next event. */
    void next(PastEvent event) {
        if (!(event.payload() instanceof CodeIssued issued)) return;
        findings.judged(Check.CODES);
        LiveSessions.Session other = sessions.withCode(issued.code());
        if (other == null || !event.at().isBefore(other.expiresAt())) return;
        Fault fault = other.ending() == null ? Fault.CODE_LIVE_TWICE : Fault.CODE_REUSED_EARLY;
        Map<String, Object> numbers = Map.of("otherSession", other.id(), "otherExpiresAt", other.expiresAt());
        findings.broken(Breach.of(event, issued.deviceId(), fault, numbers));
    }
}
