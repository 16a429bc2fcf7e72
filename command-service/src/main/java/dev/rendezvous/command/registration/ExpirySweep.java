package dev.rendezvous.command.registration;

import dev.rendezvous.api.caller.Caller;
import dev.rendezvous.api.registration.ExpireCode;
import dev.rendezvous.api.registration.SessionId;
import dev.rendezvous.command.gateway.Commands;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Has history say that codes expired (R14). Any number of nodes may sweep: the session appends its expiry once. Nothing
 * else waits for a sweep: whether a code is dead is decided by the clock.
 */
class ExpirySweep {
    private static final int BATCH = 256;

    /** How long a code typed late is still told apart from a wrong one. */
    static final Duration REMEMBERED = Duration.ofHours(1);

    private final CodeReservations reservations;
    private final Commands commands;
    private final Clock clock;

    ExpirySweep(CodeReservations reservations, Commands commands, Clock clock) {
        this.reservations = reservations;
        this.commands = commands;
        this.clock = clock;
    }

    /** Sweeps until nothing is left; what fails is logged by the scheduler and tried again by the next sweep. */
    @Scheduled(fixedDelayString = "${rendezvous.registration.sweep-interval:1s}")
    void sweep() {
        Instant now = clock.instant();
        List<SessionId> expired;
        do {
            expired = reservations.expiredAt(now, BATCH);
            expireAll(expired);
        } while (expired.size() == BATCH);
        int forgotten;
        do {
            forgotten = reservations.forgetExpiredBefore(now.minus(REMEMBERED), BATCH);
        } while (forgotten == BATCH);
    }

    private void expireAll(List<SessionId> expired) {
        Caller sweeper = Caller.system("expiry-sweep");
        CompletableFuture.allOf(expired.stream()
                        .map(sessionId -> commands.send(new ExpireCode(sessionId), sweeper))
                        .toArray(CompletableFuture[]::new))
                .join();
    }
}
