package dev.rendezvous.edge.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ThrottleTest {
    private final AtomicLong nanos = new AtomicLong(1);
    private final Throttle throttle = Throttle.of(3, Duration.ofSeconds(30), new TimeMeter() {
        @Override
        public long currentTimeNanos() {
            return nanos.get();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    });

    @Test
    void the_one_over_the_limit_is_told_how_long_to_wait_and_then_let_through() {
        takeAll("a");
        assertThat(throttle.tryTake("a")).isEqualTo(Duration.ofSeconds(10));
        pass(Duration.ofSeconds(10).minusNanos(1));
        assertThat(throttle.tryTake("a")).isEqualTo(Duration.ofNanos(1));
        pass(Duration.ofNanos(1));
        assertThat(throttle.tryTake("a")).isNull();
        assertThat(throttle.tryTake("a")).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void keys_do_not_disturb_each_other() {
        takeAll("a");
        assertThat(throttle.tryTake("b")).isNull();
    }

    @Test
    void what_was_given_back_can_be_taken_again_but_no_more_than_there_was() {
        takeAll("a");
        throttle.giveBack("a");
        assertThat(throttle.tryTake("a")).isNull();
        assertThat(throttle.tryTake("a")).isNotNull();
        throttle.giveBack("b");
        takeAll("b");
        assertThat(throttle.tryTake("b")).isNotNull();
    }

    @Test
    void after_the_period_all_is_there_again() {
        takeAll("a");
        pass(Duration.ofSeconds(30));
        takeAll("a");
        assertThat(throttle.tryTake("a")).isNotNull();
    }

    @Test
    void off_refuses_nothing() {
        Throttle off =
                new ThrottleSettings(false, 1, 1, 1, 1, Duration.ofMinutes(15)).throttle(1, Duration.ofMinutes(1));
        assertThat(IntStream.range(0, 100).allMatch(i -> off.tryTake("a") == null))
                .isTrue();
        off.giveBack("a");
    }

    @Test
    void many_threads_take_exactly_what_there_is() {
        Throttle hundred = Throttle.of(100, Duration.ofDays(1));
        long taken = IntStream.range(0, 10_000)
                .parallel()
                .filter(i -> hundred.tryTake("a") == null)
                .count();
        assertThat(taken).isEqualTo(100);
    }

    private void takeAll(String key) {
        for (int i = 0; i < 3; i++) assertThat(throttle.tryTake(key)).isNull();
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
