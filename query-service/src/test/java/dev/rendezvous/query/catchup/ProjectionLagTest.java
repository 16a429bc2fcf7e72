package dev.rendezvous.query.catchup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.engine.ReadPosition;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.junit.jupiter.api.Test;

class ProjectionLagTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final ScriptedLog log = new ScriptedLog();
    private final ReadPosition early = at(2);
    private final ReadPosition level = at(5);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    ProjectionLagTest() {
        log.head = 5;
        log.oldest = NOON.minusMillis(1_500);
        List<FollowedView> views = List.of(new FollowedView("early", early), new FollowedView("level", level));
        new ProjectionLag(log, views, Clock.fixed(NOON, ZoneOffset.UTC), Duration.ofSeconds(1)).bindTo(registry);
    }

    @Test
    void a_view_is_behind_by_events_and_by_the_age_of_the_oldest_of_them() {
        assertThat(events("early")).isEqualTo(3);
        assertThat(seconds("early")).isEqualTo(1.5);
    }

    @Test
    void a_view_that_has_caught_up_is_not_behind_however_old_the_log_is() {
        assertThat(events("level")).isZero();
        assertThat(seconds("level")).isZero();
    }

    @Test
    void the_head_is_read_once_for_all_gauges() {
        for (String view : new String[] {"early", "level"}) {
            events(view);
            seconds(view);
        }
        assertThat(log.headReads).hasValue(1);
    }

    @Test
    void a_log_that_cannot_be_read_is_no_lag_and_asked_once() {
        log.broken = true;
        assertThat(events("early")).isNaN();
        assertThat(seconds("early")).isNaN();
        assertThat(log.headReads).hasValue(1);
    }

    private double events(String projection) {
        return registry.get("rendezvous.projection.lag.events")
                .tag("projection", projection)
                .gauge()
                .value();
    }

    private double seconds(String projection) {
        return registry.get("rendezvous.projection.lag")
                .tag("projection", projection)
                .timeGauge()
                .value();
    }

    private static ReadPosition at(long position) {
        ReadPosition read = new ReadPosition();
        read.reached(new GlobalSequenceTrackingToken(position));
        return read;
    }
}
