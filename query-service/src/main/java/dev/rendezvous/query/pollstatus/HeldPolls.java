package dev.rendezvous.query.pollstatus;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** All long polls that this node holds (R13): so many places, and none once the node goes down. Thread-safe. */
final class HeldPolls {
    private final Scheduler scheduler;
    private final int places;
    private final AtomicInteger free;
    private volatile boolean closed;

    HeldPolls(Scheduler scheduler, int places) {
        this.scheduler = scheduler;
        this.places = places;
        this.free = new AtomicInteger(places);
    }

    /**
     * Holds a poll until its session is decided, at most for {@code atMost}; cancelling gives the place up at once.
     *
     * @param stale whether the session is one that no event reaches any more
     */
    Mono<HeldPoll.End> hold(PollSession session, Duration atMost, BooleanSupplier stale) {
        return Mono.create(sink -> new HeldPoll(this, session, sink).begin(atMost, stale));
    }

    boolean takePlace() {
        if (free.getAndDecrement() > 0) return true;
        free.incrementAndGet();
        return false;
    }

    void freePlace() {
        free.incrementAndGet();
    }

    int count() {
        return places - free.get();
    }

    boolean isClosed() {
        return closed;
    }

    /** Lets all go that are held, and holds no more: their devices ask again, another node or this one after its restart. */
    void close(PollView view) {
        closed = true;
        view.wakeAll();
    }

    Scheduler scheduler() {
        return scheduler;
    }

    long nowMillis() {
        return scheduler.now(TimeUnit.MILLISECONDS);
    }
}
