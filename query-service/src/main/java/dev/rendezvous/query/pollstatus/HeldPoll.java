package dev.rendezvous.query.pollstatus;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.MonoSink;

/** One long poll that waits for its session to be decided (R13). Occupies memory and a timer, no thread. */
final class HeldPoll {
    /** How a wait ended. */
    enum End {
        WOKEN,
        TIME_OVER,
        NOT_HELD
    }

    private final HeldPolls all;
    private final PollSession session;
    private final MonoSink<End> sink;
    private @Nullable Disposable timer;

    HeldPoll(HeldPolls all, PollSession session, MonoSink<End> sink) {
        this.all = all;
        this.session = session;
        this.sink = sink;
    }

    /** @param stale whether nobody would wake it any more, to be asked once it is held */
    void begin(Duration atMost, BooleanSupplier stale) {
        if (!all.takePlace()) {
            sink.success(End.NOT_HELD);
            return;
        }
        if (!session.hold(this)) {
            all.freePlace();
            sink.success(End.NOT_HELD);
            return;
        }
        timer = all.scheduler().schedule(() -> sink.success(End.TIME_OVER), atMost.toMillis(), TimeUnit.MILLISECONDS);
        sink.onDispose(this::end);
        if (session.isDecided() || all.isClosed() || stale.getAsBoolean())
            sink.success(End.WOKEN); // perhaps before it knew of this poll
    }

    /** Called by the thread that handles events: hands over to another at once. */
    void wake() {
        all.scheduler().schedule(() -> sink.success(End.WOKEN));
    }

    private void end() {
        session.release(this);
        all.freePlace();
        if (timer != null) timer.dispose();
    }
}
