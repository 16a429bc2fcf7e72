package dev.rendezvous.query.catchup;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Ready once a view has caught up with the log as it was after the start. */
public final class ViewReadiness implements HealthIndicator, SmartLifecycle {
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final CatchUp catchUp;
    private final AtomicBoolean caughtUp = new AtomicBoolean();
    private @Nullable Disposable waiting;

    public ViewReadiness(CatchUp catchUp) {
        this.catchUp = catchUp;
    }

    @Override
    public Health health() {
        return (caughtUp.get() ? Health.up() : Health.outOfService()).build();
    }

    @Override
    public void start() {
        waiting = Mono.defer(catchUp::withNow)
                .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, PAUSE))
                .subscribe(nothing -> {}, never -> {}, () -> caughtUp.set(true));
    }

    @Override
    public void stop() {
        if (waiting != null) waiting.dispose();
        waiting = null;
    }

    @Override
    public boolean isRunning() {
        return waiting != null;
    }
}
