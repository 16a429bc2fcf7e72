package dev.rendezvous.query.projection;

import dev.rendezvous.query.catchup.FollowedView;
import dev.rendezvous.query.catchup.ProjectionLag;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.scheduler.Scheduler;

/**
 * Not ready while a projection is behind the log and has not moved for too long; ready again as soon as it moves. While the
 * log cannot be read nothing is known to be behind: what memory answers is still answered.
 */
final class StallWatch implements HealthIndicator, SmartLifecycle {
    private static final long PERIOD_MILLIS = 1_000;

    private final List<FollowedView> views;
    private final ProjectionLag lag;
    private final long patienceNanos;
    private final LongSupplier nanos;
    private final Scheduler scheduler;
    private final Map<String, Still> still = new ConcurrentHashMap<>();
    private volatile @Nullable Disposable looking;

    /** Where a view was seen, and since when it was seen nowhere else although there was more to handle. */
    private record Still(long position, long sinceNanos) {}

    /** @param nanos a clock that never jumps */
    StallWatch(
            List<FollowedView> views, ProjectionLag lag, Duration patience, LongSupplier nanos, Scheduler scheduler) {
        this.views = views;
        this.lag = lag;
        this.patienceNanos = patience.toNanos();
        this.nanos = nanos;
        this.scheduler = scheduler;
    }

    boolean isStalled(String projection) {
        Still seen = still.get(projection);
        return seen != null && nanos.getAsLong() - seen.sinceNanos() >= patienceNanos;
    }

    @Override
    public Health health() {
        List<String> stalled = views.stream()
                .map(FollowedView::projection)
                .filter(this::isStalled)
                .toList();
        return stalled.isEmpty()
                ? Health.up().build()
                : Health.outOfService().withDetail("stalled", stalled).build();
    }

    /** Looks at every projection once. */
    void look() {
        long now = nanos.getAsLong();
        for (FollowedView view : views) {
            long position = view.position().index();
            if (!(lag.eventsBehind(view) > 0)) still.remove(view.projection());
            else
                still.compute(
                        view.projection(),
                        (name, seen) -> seen == null || seen.position() != position ? new Still(position, now) : seen);
        }
    }

    @Override
    public void start() {
        looking = scheduler.schedulePeriodically(this::look, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        Disposable now = looking;
        if (now != null) now.dispose();
        looking = null;
    }

    @Override
    public boolean isRunning() {
        return looking != null;
    }
}
