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
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Has history say that codes expired (R14). Any number of nodes may sweep: the session appends its expiry once. Nothing
 * else waits for a sweep: whether a code is dead is decided by the clock.
 */
class ExpirySweep implements SmartLifecycle {
    private static final int BATCH = 256;

    /** How long a code typed late is still told apart from a wrong one. */
    static final Duration REMEMBERED = Duration.ofHours(1);

    private final CodeReservations reservations;
    private final Commands commands;
    private final Clock clock;
    private final ReadWriteLock sweeping = new ReentrantReadWriteLock();
    private volatile boolean mayGoOn;
    private volatile boolean running;

    ExpirySweep(CodeReservations reservations, Commands commands, Clock clock) {
        this.reservations = reservations;
        this.commands = commands;
        this.clock = clock;
    }

    /** Sweeps until nothing is left; what fails is logged by the scheduler and tried again by the next sweep. */
    @Scheduled(fixedDelayString = "${rendezvous.registration.sweep-interval:1s}")
    void sweep() {
        Instant now = clock.instant();
        sweeping.readLock().lock();
        try {
            expire(now);
            forget(now.minus(REMEMBERED));
        } finally {
            sweeping.readLock().unlock();
        }
    }

    @Override
    public void start() {
        mayGoOn = true;
        running = true;
    }

    /** Waits for the running sweep to come to rest: the command bus goes down next. */
    @Override
    public void stop() {
        mayGoOn = false;
        sweeping.writeLock().lock();
        try {
            running = false;
        } finally {
            sweeping.writeLock().unlock();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Ends also when a full batch stays as it is, which no sweep would change. */
    private void expire(Instant now) {
        List<SessionId> before = List.of();
        while (mayGoOn) {
            List<SessionId> expired = reservations.expiredAt(now, BATCH);
            expireAll(expired);
            if (expired.size() < BATCH || expired.equals(before)) return;
            before = expired;
        }
    }

    private void forget(Instant expiredBefore) {
        int forgotten = BATCH;
        while (mayGoOn && forgotten == BATCH) {
            forgotten = reservations.forgetExpiredBefore(expiredBefore, BATCH);
        }
    }

    private void expireAll(List<SessionId> expired) {
        Caller sweeper = Caller.system("expiry-sweep");
        CompletableFuture.allOf(expired.stream()
                        .map(sessionId -> commands.send(new ExpireCode(sessionId), sweeper))
                        .toArray(CompletableFuture[]::new))
                .join();
    }
}
