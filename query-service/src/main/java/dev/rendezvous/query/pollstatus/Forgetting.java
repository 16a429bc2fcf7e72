package dev.rendezvous.query.pollstatus;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.scheduler.Scheduler;

/** Drops sessions from the view some time after they expired. In small goes, between which events are handled. */
final class Forgetting implements SmartLifecycle {
    private static final int AT_MOST = 1_000;
    private static final long PERIOD_MILLIS = 1_000;

    private final PollView view;
    private final Clock clock;
    private final Duration retention;
    private final Scheduler scheduler;
    private @Nullable Disposable ticks;

    Forgetting(PollView view, Clock clock, Duration retention, Scheduler scheduler) {
        this.view = view;
        this.clock = clock;
        this.retention = retention;
        this.scheduler = scheduler;
    }

    @Override
    public void start() {
        ticks = scheduler.schedulePeriodically(this::forget, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        if (ticks != null) ticks.dispose();
        ticks = null;
    }

    @Override
    public boolean isRunning() {
        return ticks != null;
    }

    private void forget() {
        int forgotten;
        do {
            forgotten = view.forget(clock.instant().minus(retention), AT_MOST);
        } while (forgotten == AT_MOST);
    }
}
