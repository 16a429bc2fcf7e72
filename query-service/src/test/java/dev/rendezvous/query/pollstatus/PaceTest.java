package dev.rendezvous.query.pollstatus;

import static dev.rendezvous.query.pollstatus.Sample.NOON;
import static dev.rendezvous.query.pollstatus.Sample.issued;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final long NOW = NOON.toEpochMilli();

    private final PollSession session = new PollSession(issued(), NOON, new Texts());

    @Test
    void the_first_poll_is_never_too_fast() {
        assertThat(session.takeTurn(NOW)).isEqualTo(30);
    }

    @Test
    void a_poll_one_millisecond_early_raises_the_interval_by_five_seconds() {
        session.takeTurn(NOW);

        assertThat(session.takeTurn(NOW + 29_999)).isEqualTo(-35);
        assertThat(session.takeTurn(NOW + 34_999)).isEqualTo(-40);
    }

    @Test
    void a_poll_at_the_interval_is_accepted() {
        session.takeTurn(NOW);

        assertThat(session.takeTurn(NOW + 30_000)).isEqualTo(30);
    }

    @Test
    void a_refused_poll_does_not_move_the_clock_so_a_steady_device_recovers() {
        session.takeTurn(NOW);
        session.takeTurn(NOW + 20_000);

        assertThat(session.takeTurn(NOW + 35_000)).isEqualTo(35);
    }

    @Test
    void the_interval_stops_at_a_minute() {
        session.takeTurn(NOW);
        for (int i = 0; i < 100; i++) session.takeTurn(NOW + 1);

        assertThat(session.interval()).isEqualTo(60);
    }

    @Test
    void an_interval_configured_above_a_minute_stays_as_it_is() {
        long pace = Pace.acceptedAt(Pace.unpolled(90), NOW);

        assertThat(Pace.accepts(pace, NOW + 89_999)).isFalse();
        assertThat(Pace.intervalSeconds(Pace.raised(pace))).isEqualTo(90);
    }

    @Test
    void after_a_poll_was_held_to_the_end_its_successor_may_come_at_once() {
        session.takeTurn(NOW);
        assertThat(session.takeTurn(NOW + 1)).isEqualTo(-35);

        assertThat(session.endTurn()).isEqualTo(35);
        assertThat(session.takeTurn(NOW + 2)).isEqualTo(35);
        assertThat(session.takeTurn(NOW + 3)).isEqualTo(-40);
    }

    @Property(tries = 500)
    void accepted_polls_are_an_interval_apart_and_the_interval_never_falls(
            @ForAll @IntRange(min = 0, max = 120) int configured,
            @ForAll @Size(max = 60) List<@LongRange(min = 0, max = 90_000) Long> pauses) {
        long pace = Pace.unpolled(configured);
        long now = NOW;
        long lastAccepted = -1;
        for (long pause : pauses) {
            now += pause;
            int interval = Pace.intervalSeconds(pace);
            boolean accepted = Pace.accepts(pace, now);
            assertThat(accepted).isEqualTo(lastAccepted < 0 || now - lastAccepted >= interval * 1_000L);
            pace = accepted ? Pace.acceptedAt(pace, now) : Pace.raised(pace);
            if (accepted) lastAccepted = now;
            assertThat(Pace.intervalSeconds(pace)).isBetween(interval, Math.max(60, configured));
        }
    }

    @Test
    void of_many_polls_at_the_same_moment_exactly_one_is_accepted() throws Exception {
        int threads = 8;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            for (int round = 0; round < 500; round++) {
                long now = NOW + round * 3_600_000L;
                CountDownLatch start = new CountDownLatch(1);
                List<Future<Integer>> turns = IntStream.range(0, threads)
                        .mapToObj(i -> pool.submit(() -> {
                            start.await();
                            return session.takeTurn(now);
                        }))
                        .toList();
                start.countDown();
                int accepted = 0;
                for (Future<Integer> turn : turns) accepted += turn.get() > 0 ? 1 : 0;
                assertThat(accepted).isEqualTo(1);
            }
        } finally {
            pool.shutdownNow();
        }
    }
}
