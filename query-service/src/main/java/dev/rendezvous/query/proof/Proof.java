package dev.rendezvous.query.proof;

import dev.rendezvous.api.profile.DeviceGroups;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A walk through the whole history that checks every prefix of it (R55): takes in one event after the other, and judges each
 * by nothing but those before it. Remembers the accounts, their linked devices and the live sessions, and no event. Not
 * thread-safe.
 */
final class Proof {
    private final Findings findings = new Findings();
    private final LiveSessions sessions = new LiveSessions();
    private final LimitProof limits;
    private final CodeProof codes;
    private final TokenProof tokens;
    private final LinkProof links;
    private long events;
    private long position = -1;
    private @Nullable Instant lastEventAt;

    /**
     * @param groups of today
     * @param inFlight how long a decision may take until its event is appended
     */
    Proof(DeviceGroups groups, Duration inFlight) {
        this.limits = new LimitProof(groups, inFlight, findings);
        this.codes = new CodeProof(sessions, findings);
        this.tokens = new TokenProof(findings);
        this.links = new LinkProof(sessions, inFlight, findings);
    }

    /** Takes the next event. */
    void next(PastEvent event) {
        limits.next(event);
        tokens.next(event);
        codes.next(event);
        links.next(event);
        sessions.next(event);
        events++;
        position = Math.max(position, event.position());
        lastEventAt = event.at();
    }

    /** Whether the next events belong to what the last ones began, so that nobody should stop here. */
    boolean isInTheMiddle() {
        return links.isHalfDone();
    }

    /** Of the last event; -1 before the first. */
    long position() {
        return position;
    }

    /** How many accounts, linked devices and live codes. */
    long remembered() {
        return (long) limits.accounts() + tokens.devices() + sessions.count();
    }

    /** There are no more events: what is found. To be called once. */
    ProofReport end() {
        links.end();
        List<Breach> breaches = findings.breaches();
        return new ProofReport(
                breaches.isEmpty(),
                events,
                position,
                lastEventAt,
                limits.accounts(),
                findings.overrides(),
                findings.results(),
                breaches.isEmpty() ? null : breaches.get(0),
                breaches,
                findings.excused());
    }
}
