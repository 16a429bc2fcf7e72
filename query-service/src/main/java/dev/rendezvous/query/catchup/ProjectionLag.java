package dev.rendezvous.query.catchup;

import dev.rendezvous.engine.EventLog;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How far views are behind the event log, in events and by the age of the oldest one that a view has not handled. The log
 * is read when the gauges are, once for all views; while it cannot be read the lag is not a number.
 */
public final class ProjectionLag implements MeterBinder {
    private static final String PROJECTION = "projection";

    private final LogHead head;
    private final EventLog log;
    private final List<FollowedView> views;
    private final Clock clock;

    /** @param kept how long a head that was read is believed */
    public ProjectionLag(EventLog log, List<FollowedView> views, Clock clock, Duration kept) {
        this.head = new LogHead(log, kept);
        this.log = log;
        this.views = views;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (FollowedView view : views) {
            Gauge.builder("rendezvous.projection.lag.events", view, this::eventsBehind)
                    .description("Positions of the event log that the view has not handled")
                    .tag(PROJECTION, view.projection())
                    .register(registry);
            TimeGauge.builder("rendezvous.projection.lag", view, TimeUnit.MILLISECONDS, this::millisBehind)
                    .description("Age of the oldest event that the view has not handled")
                    .tag(PROJECTION, view.projection())
                    .register(registry);
        }
    }

    /** Positions of the log that the view has not handled; not a number while the log cannot be read. */
    public double eventsBehind(FollowedView view) {
        return Math.max(0, head.get() - view.position().index());
    }

    private double millisBehind(FollowedView view) {
        double behind = eventsBehind(view);
        if (!(behind > 0)) return behind;
        return millisAfter(view.position().index());
    }

    /** Age of the oldest event after {@code position}, 0 if there is none. */
    public long millisAfter(long position) {
        Instant oldest = log.timeAfter(position);
        if (oldest == null) return 0;
        return Math.max(0, Duration.between(oldest, clock.instant()).toMillis());
    }
}
