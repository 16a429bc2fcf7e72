package dev.rendezvous.command.registration;

import dev.rendezvous.api.caller.Caller;
import dev.rendezvous.api.registration.ExpireCode;
import dev.rendezvous.command.gateway.CommandBatches;
import dev.rendezvous.command.gateway.Commands;
import dev.rendezvous.command.registration.CodeReservations.Overdue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Has history say that codes expired (R14). Any number of nodes may sweep: each session's expiry is appended once. Nothing
 * else waits for a sweep: whether a code is dead is decided by the clock.
 */
class ExpirySweep implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(ExpirySweep.class);
    private static final Caller SWEEPER = Caller.system("expiry-sweep");
    static final int BATCH = 256;
    private static final long LONGEST_REST = TimeUnit.SECONDS.toNanos(1);

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

    private void expire(Instant now) {
        Instant from = Instant.EPOCH;
        boolean more = !reservations.overdue(from, now, 1).isEmpty();
        while (mayGoOn && more) {
            Instant begin = from;
            List<Overdue> batch = withRest(() -> expireTogether(begin, now));
            more = batch.size() == BATCH;
            if (more) from = batch.get(BATCH - 1).expiresAt();
        }
    }

    private List<Overdue> expireTogether(Instant from, Instant now) {
        try {
            return commands.<List<Overdue>>sendHere(new ExpireCodes(from, now, BATCH), SWEEPER)
                    .join()
                    .answer();
        } catch (CompletionException failed) {
            LOG.info("Codes could not be expired together, so each is alone: {}", CommandBatches.inShort(failed));
            return expireAlone(reservations.overdue(from, now, BATCH));
        }
    }

    /** What fails one stops no other; what fails all of them, such as a store that is away, ends the sweep. */
    private List<Overdue> expireAlone(List<Overdue> batch) {
        Queue<String> failures = new ConcurrentLinkedQueue<>();
        CompletableFuture.allOf(batch.stream()
                        .map(code -> commands.send(new ExpireCode(code.sessionId()), SWEEPER)
                                .exceptionally(failure -> {
                                    failures.add("session %s: %s"
                                            .formatted(code.sessionId(), CommandBatches.inShort(failure)));
                                    return null;
                                }))
                        .toArray(CompletableFuture[]::new))
                .join();
        if (!failures.isEmpty()) {
            LOG.warn("{} of {} codes could not expire; the first, {}", failures.size(), batch.size(), failures.peek());
        }
        return failures.size() == batch.size() ? List.of() : batch;
    }

    private void forget(Instant expiredBefore) {
        int forgotten = BATCH;
        while (mayGoOn && forgotten == BATCH) {
            forgotten = withRest(() -> reservations.forgetExpiredBefore(expiredBefore, BATCH));
        }
    }

    /** Rests half as long as the work took: those who wait for an answer come first, the more the busier the machine is. */
    private <T> T withRest(Supplier<T> work) {
        long began = System.nanoTime();
        T done = work.get();
        if (mayGoOn) LockSupport.parkNanos(Math.min(LONGEST_REST, (System.nanoTime() - began) / 2));
        return done;
    }
}
