package dev.rendezvous.query.pollstatus;

import dev.rendezvous.api.registration.CodeIssued;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * One registration session as polls see it. Events change it on one thread at a time; polls read it on any, and change
 * nothing but its pace and who is held. A million of these are held in memory: mind each field.
 */
final class PollSession extends PollKey {
    static final int MAX_HELD = 4;

    private static final HeldPoll[] NONE = {};
    private static final AtomicLongFieldUpdater<PollSession> PACE =
            AtomicLongFieldUpdater.newUpdater(PollSession.class, "pace");
    private static final AtomicReferenceFieldUpdater<PollSession, HeldPoll[]> HELD =
            AtomicReferenceFieldUpdater.newUpdater(PollSession.class, HeldPoll[].class, "held");

    final UUID id;
    final @Nullable String deviceType;
    final @Nullable String firmwareVersion;
    private final byte @Nullable [] challenge;
    private final long issuedAt;
    private volatile long expiresAt;
    private volatile boolean claimed;
    private volatile PollOutcome.@Nullable Failed failed;
    private volatile @Nullable Link link;
    private volatile long pace;
    private volatile HeldPoll[] held = NONE;

    PollSession(CodeIssued event, Instant issuedAt, Texts texts) {
        super(event.code(), event.deviceId().value());
        this.id = event.sessionId().value();
        this.deviceType = texts.shared(event.deviceType());
        this.firmwareVersion = texts.shared(event.firmwareVersion());
        this.challenge = CodeVerifier.challengeBytes(event.codeChallenge());
        this.issuedAt = issuedAt.toEpochMilli();
        this.expiresAt = wholeMillis(event.expiresAt());
        this.pace = Pace.unpolled(event.retryInterval().toSeconds());
    }

    /** What a poll at {@code nowMillis} is told, null while the session is pending. */
    @Nullable
    PollOutcome outcomeAt(long nowMillis) {
        PollOutcome.Failed reason = failed;
        if (reason != null) return reason;
        Link linked = link; // before the expiry: an event that moved the expiry came before the link
        if (nowMillis >= expiresAt) return PollOutcome.Failed.EXPIRED_CODE;
        return linked == null ? null : linked.outcome();
    }

    /** Whether an event has ended the session. Without one, a claim that is on its way may still move the expiry. */
    boolean isDecided() {
        return failed != null || link != null;
    }

    boolean isProvenBy(@Nullable String verifier) {
        return challenge == null || CodeVerifier.matches(challenge, verifier);
    }

    /** Takes the turn of a poll: the interval to tell it, negative if it came too fast (R12). Lock-free. */
    int takeTurn(long nowMillis) {
        while (true) {
            long seen = pace;
            boolean accepted = Pace.accepts(seen, nowMillis);
            long next = accepted ? Pace.acceptedAt(seen, nowMillis) : Pace.raised(seen);
            if (PACE.compareAndSet(this, seen, next)) {
                return accepted ? Pace.intervalSeconds(next) : -Pace.intervalSeconds(next);
            }
        }
    }

    /** A poll was held to the end of its wait: its successor may come at once. The interval to tell it. */
    int endTurn() {
        return Pace.intervalSeconds(PACE.updateAndGet(this, Pace::forgiven));
    }

    /** Whether both are the same session; {@code equals} only says that polls cannot tell them apart. */
    boolean is(PollSession other) {
        return id.equals(other.id);
    }

    /** Whether events have told both the same. How they were polled does not count. */
    boolean saysTheSameAs(PollSession other) {
        return is(other)
                && equals(other)
                && expiresAt == other.expiresAt
                && claimed == other.claimed
                && failed == other.failed
                && Arrays.equals(challenge, other.challenge)
                && Link.areTheSame(link, other.link);
    }

    /** How fast it was polled, for {@link #polledLike}. */
    long pace() {
        return pace;
    }

    /** Goes on with the pace of the same session in another generation, unless it was polled since it had {@code expected}. */
    void polledLike(long expected, long other) {
        PACE.compareAndSet(this, expected, other);
    }

    int interval() {
        return Pace.intervalSeconds(pace);
    }

    Instant issuedAt() {
        return Instant.ofEpochMilli(issuedAt);
    }

    long expiresAtMillis() {
        return expiresAt;
    }

    boolean isClaimed() {
        return claimed;
    }

    @Nullable
    Link link() {
        return link;
    }

    void claimedUntil(Instant expiry) {
        expiresAt = wholeMillis(expiry);
        claimed = true;
    }

    void failed(PollOutcome.Failed reason) {
        failed = reason;
    }

    void linked(Link made) {
        link = made;
    }

    /** Keeps a poll waiting. False if enough wait already. The caller looks again afterwards whether it must. */
    boolean hold(HeldPoll poll) {
        while (true) {
            HeldPoll[] seen = held;
            if (seen.length >= MAX_HELD) return false;
            HeldPoll[] more = Arrays.copyOf(seen, seen.length + 1);
            more[seen.length] = poll;
            if (HELD.compareAndSet(this, seen, more)) return true;
        }
    }

    void release(HeldPoll poll) {
        HELD.updateAndGet(this, seen -> {
            HeldPoll[] others =
                    Arrays.stream(seen).filter(other -> other != poll).toArray(HeldPoll[]::new);
            return others.length == 0 ? NONE : others;
        });
    }

    /** Those that wait, to be told; each may be told more than once. */
    HeldPoll[] held() {
        return held;
    }

    /** Rounded up: in whole milliseconds, as the clock tells them, a session is over no earlier than it should be. */
    private static long wholeMillis(Instant instant) {
        Instant whole = instant.truncatedTo(ChronoUnit.MILLIS);
        return whole.toEpochMilli() + (whole.equals(instant) ? 0 : 1);
    }
}
