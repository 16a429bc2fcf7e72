package dev.rendezvous.query.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.engine.ReadPosition;
import dev.rendezvous.query.catchup.FollowedView;
import dev.rendezvous.query.catchup.ProjectionLag;
import dev.rendezvous.query.catchup.ScriptedLog;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;
import reactor.core.scheduler.Schedulers;

class StallWatchTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ReadPosition position = new ReadPosition();
    private final ScriptedLog log = new ScriptedLog();
    private long nanos = Long.MAX_VALUE - 5; // it may well overflow
    private final StallWatch watch = new StallWatch(
            List.of(new FollowedView("view", position)),
            new ProjectionLag(log, List.of(), Clock.systemUTC(), Duration.ZERO),
            PATIENCE,
            () -> nanos,
            Schedulers.immediate());

    @Test
    void a_view_that_does_not_move_while_there_is_more_turns_readiness_red_and_green_again() {
        log.head = 5;
        reaches(2);
        later(PATIENCE.minusNanos(1));
        assertThat(watch.health().getStatus()).isEqualTo(Status.UP);
        later(Duration.ofNanos(1));
        assertThat(watch.health().getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
        assertThat(watch.health().getDetails()).containsEntry("stalled", List.of("view"));

        reaches(3);
        assertThat(watch.health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void a_view_that_has_caught_up_may_stand_still_for_ever_and_then_has_its_time_again() {
        log.head = 5;
        reaches(5);
        later(PATIENCE.multipliedBy(10));
        assertThat(watch.isStalled("view")).isFalse();

        log.head = 6;
        later(Duration.ZERO);
        later(PATIENCE.minusNanos(1));
        assertThat(watch.isStalled("view")).isFalse();
    }

    @Test
    void a_view_that_moves_is_not_stalled_however_far_behind() {
        log.head = 1_000_000;
        for (int position = 0; position < 10; position++) {
            reaches(position);
            later(PATIENCE.minusNanos(1));
            assertThat(watch.isStalled("view")).isFalse();
        }
    }

    @Test
    void while_the_log_cannot_be_read_nothing_is_stalled() {
        log.head = 5;
        reaches(2);
        log.broken = true;
        later(PATIENCE);
        assertThat(watch.isStalled("view")).isFalse();
    }

    private void reaches(long index) {
        position.reached(new GlobalSequenceTrackingToken(index));
        watch.look();
    }

    private void later(Duration by) {
        nanos += by.toNanos();
        watch.look();
    }
}
