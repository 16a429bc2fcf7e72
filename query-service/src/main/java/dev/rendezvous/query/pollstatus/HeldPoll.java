package dev.rendezvous.query.pollstatus;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Scheduler;

/** One long poll that waits for its session to be decided (R13). Occupies memory and a timer, no thread. */
final class HeldPoll {
    /** How a wait ended. */
    enum End {
        DECIDED,
        TIME_OVER,
        NOT_HELD
    }

    private final PollSession session;
    private final MonoSink<End> sink;
    private final Scheduler scheduler;
    private @Nullable Disposable timer;

    private HeldPoll(PollSession session, MonoSink<End> sink, Scheduler scheduler) {
        this.session = session;
        this.sink = sink;
        this.scheduler = scheduler;
    }

    /** Waits until the session is decided, at most for {@code atMost}; cancelling gives the place up at once. */
    static Mono<End> hold(PollSession session, Duration atMost, Scheduler scheduler, AtomicInteger places) {
        return Mono.create(sink -> new HeldPoll(session, sink, scheduler).begin(atMost, places));
    }

    /** Called by the thread that handles events: hands over to another at once. */
    void wake() {
        scheduler.schedule(() -> sink.success(End.DECIDED));
    }

    private void begin(Duration atMost, AtomicInteger places) {
        if (places.getAndDecrement() <= 0 || !session.hold(this)) {
            places.incrementAndGet();
            sink.success(End.NOT_HELD);
            return;
        }
        timer = scheduler.schedule(() -> sink.success(End.TIME_OVER), atMost.toMillis(), TimeUnit.MILLISECONDS);
        sink.onDispose(() -> end(places));
        if (session.isDecided()) sink.success(End.DECIDED); // it may have been decided before it knew of this poll
    }

    private void end(AtomicInteger places) {
        session.release(this);
        places.incrementAndGet();
        if (timer != null) timer.dispose();
    }
}
