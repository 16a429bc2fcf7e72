package dev.rendezvous.query.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A replay takes what those leave who ask (R54). */
class ReplayPaceTest {
    private static final long MILLISECOND = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final AtomicLong requests = new AtomicLong(1_000);
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - SECOND); // it overflows
    private final Demand demand = new Demand(requests::get, now::get, 20);
    private final ReplayPace pace = new ReplayPace(demand, 0.1, now::get);

    private void asked(int times) {
        requests.addAndGet(times);
        now.addAndGet(SECOND);
        demand.look();
    }

    private void isBehind(long events) {
        now.addAndGet(5 * SECOND);
        pace.isBehind(events);
    }

    @Test
    void it_rests_for_the_rest_of_the_time_while_others_ask() {
        asked(20);
        assertThat(pace.restAfter(4 * MILLISECOND)).isEqualTo(36 * MILLISECOND);
    }

    @Test
    void it_works_all_the_time_while_hardly_anybody_asks() {
        asked(19);
        assertThat(pace.restAfter(4 * MILLISECOND)).isZero();
    }

    @Test
    void it_is_careful_until_it_is_known_whether_anybody_asks() {
        assertThat(pace.restAfter(4 * MILLISECOND)).isPositive();
    }

    @Test
    void it_works_in_smaller_pieces_while_others_ask() {
        asked(0);
        long alone = pace.step();
        asked(1_000);
        assertThat(pace.step()).isLessThan(alone);
    }

    @Test
    void demand_is_what_was_asked_lately() {
        asked(1_000_000);
        assertThat(demand.isHigh()).isTrue();
        asked(0);
        assertThat(demand.isHigh()).isFalse();
    }

    @Test
    void it_works_all_the_time_while_more_happens_than_it_replays() {
        asked(1_000);
        isBehind(5_000);
        assertThat(pace.restAfter(MILLISECOND)).isPositive();
        isBehind(5_000);
        assertThat(pace.restAfter(MILLISECOND)).isZero();
        isBehind(4_000);
        assertThat(pace.restAfter(MILLISECOND)).isPositive();
    }

    @Test
    void it_works_all_the_time_if_it_would_need_days() {
        asked(1_000);
        isBehind(100_000_000);
        isBehind(99_990_000);
        assertThat(pace.restAfter(MILLISECOND)).isZero();
        isBehind(99_970_000);
        assertThat(pace.restAfter(MILLISECOND)).isPositive();
    }

    @Test
    void it_does_not_rest_while_others_stand_still_for_it() {
        asked(1_000);
        pace.hurry(true);
        assertThat(pace.restAfter(MILLISECOND)).isZero();
        pace.hurry(false);
        assertThat(pace.restAfter(MILLISECOND)).isPositive();
    }

    @Test
    void it_rests_no_longer_than_half_a_second() {
        asked(1_000);
        assertThat(pace.restAfter(10 * SECOND)).isEqualTo(SECOND / 2);
    }

    @Test
    void whoever_gives_it_all_the_time_lets_it_never_rest() {
        asked(1_000);
        assertThat(new ReplayPace(demand, 1, now::get).restAfter(MILLISECOND)).isZero();
    }
}
