package dev.rendezvous.query.pollstatus;

import dev.rendezvous.api.registration.RegistrationCode;
import dev.rendezvous.query.catchup.CatchUp;
import java.time.Clock;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Answers polls from the poll view. Writes nothing (R8), blocks nothing. What the view does not know, and what only the
 * clock says has expired, it answers only once the view has caught up with the moment the poll arrived (R9, R14).
 */
final class Polls {
    private static final int MAX_INTERVAL_KEPT = 120;
    private static final PollOutcome.Waiting[] ACCEPTED = waiting(false);
    private static final PollOutcome.Waiting[] REFUSED = waiting(true);

    private final PollView view;
    private final BooleanSupplier fresh;
    private final CatchUp catchUp;
    private final Clock clock;
    private final HeldPolls held;

    /**
     * One poll whose code has the shape of a code.
     *
     * @param patience how long it may be held, zero for not at all
     */
    record Poll(RegistrationCode code, String deviceId, @Nullable String verifier, Duration patience) {}

    /** @param fresh whether the view may be told as it is */
    Polls(PollView view, BooleanSupplier fresh, CatchUp catchUp, Clock clock, HeldPolls held) {
        this.view = view;
        this.fresh = fresh;
        this.catchUp = catchUp;
        this.clock = clock;
        this.held = held;
    }

    /** Fails with {@code UNAVAILABLE} if the view does not catch up in time. */
    Mono<PollOutcome> outcomeOf(Poll poll) {
        PollSession session = find(poll);
        return session == null ? afterCatchingUp(poll) : outcomeOf(poll, session);
    }

    /** Without its verifier a session is as good as unknown, also in the time that the answer takes (R6). */
    private @Nullable PollSession find(Poll poll) {
        PollSession session = view.find(poll.code(), poll.deviceId());
        return session == null || !session.isProvenBy(poll.verifier()) ? null : session;
    }

    private Mono<PollOutcome> outcomeOf(Poll poll, PollSession session) {
        boolean decided = session.isDecided();
        PollOutcome outcome = session.outcomeAt(clock.millis());
        if (outcome == null) return pending(poll, session);
        return decided && fresh.getAsBoolean() ? Mono.just(outcome) : afterCatchingUp(poll);
    }

    private Mono<PollOutcome> afterCatchingUp(Poll poll) {
        return catchUp.withNow().then(Mono.defer(() -> {
            PollSession session = find(poll);
            if (session == null) return Mono.just(PollOutcome.Failed.INVALID_CODE);
            PollOutcome outcome = session.outcomeAt(clock.millis());
            return outcome == null ? pending(poll, session) : Mono.just(outcome);
        }));
    }

    private Mono<PollOutcome> pending(Poll poll, PollSession session) {
        int interval = session.takeTurn(clock.millis());
        if (interval < 0) return Mono.just(waiting(REFUSED, -interval));
        if (poll.patience().isZero()) return Mono.just(waiting(ACCEPTED, interval));
        long until = held.nowMillis() + poll.patience().toMillis();
        return Mono.defer(() -> held(poll, session, until));
    }

    private Mono<PollOutcome> held(Poll poll, PollSession session, long until) {
        long remaining = until - held.nowMillis();
        long life = session.expiresAtMillis() - clock.millis();
        if (remaining <= 0 || held.isClosed()) return Mono.just(waiting(ACCEPTED, session.endTurn()));
        return held.hold(
                        session, Duration.ofMillis(Math.max(1, Math.min(remaining, life))), () -> !view.serves(session))
                .flatMap(end -> afterHold(poll, session, until, end));
    }

    private Mono<PollOutcome> afterHold(Poll poll, PollSession session, long until, HeldPoll.End end) {
        boolean decided = session.isDecided();
        PollOutcome outcome = session.outcomeAt(clock.millis());
        if (outcome != null) return decided ? Mono.just(outcome) : expiredUnlessClaimed(poll, session, until);
        if (end == HeldPoll.End.NOT_HELD) return Mono.just(waiting(ACCEPTED, session.interval()));
        return heldOn(poll, session, until); // the expiry has moved, the time is over, or the view was rebuilt
    }

    /** Goes on with what the view knows now of the same session. */
    private Mono<PollOutcome> heldOn(Poll poll, PollSession session, long until) {
        if (view.serves(session)) return held(poll, session, until);
        PollSession now = find(poll);
        return now == null ? afterCatchingUp(poll) : held(poll, now, until);
    }

    private Mono<PollOutcome> expiredUnlessClaimed(Poll poll, PollSession session, long until) {
        return catchUp.withNow().then(Mono.defer(() -> {
            PollOutcome outcome = session.outcomeAt(clock.millis());
            return outcome == null ? heldOn(poll, session, until) : Mono.just(outcome);
        }));
    }

    private static PollOutcome.Waiting waiting(PollOutcome.Waiting[] kept, int interval) {
        return interval < kept.length ? kept[interval] : new PollOutcome.Waiting(interval, kept == REFUSED);
    }

    private static PollOutcome.Waiting[] waiting(boolean tooFast) {
        PollOutcome.Waiting[] kept = new PollOutcome.Waiting[MAX_INTERVAL_KEPT + 1];
        for (int interval = 0; interval < kept.length; interval++) {
            kept[interval] = new PollOutcome.Waiting(interval, tooFast);
        }
        return kept;
    }
}
