package dev.rendezvous.query.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PortionSizeTest {
    private long nanos;
    private final PortionSize size = new PortionSize(5_000, () -> nanos);

    @Test
    void grows_while_portions_are_quick_and_no_further_than_it_may() {
        assertThat(afterPortionOf(0)).isEqualTo(200);
        assertThat(afterPortionOf(1)).isEqualTo(400);
        for (int i = 0; i < 10; i++) afterPortionOf(1);
        assertThat(size.now()).isEqualTo(5_000);
    }

    @Test
    void a_slow_portion_is_followed_by_one_as_small_as_it_should_have_been() {
        for (int i = 0; i < 10; i++) afterPortionOf(1);
        assertThat(afterPortionOf(300)).isEqualTo(500);
        assertThat(afterPortionOf(30)).isEqualTo(500);
        assertThat(afterPortionOf(60_000)).isEqualTo(100);
    }

    private int afterPortionOf(long millis) {
        assertThat(size.timed(() -> {
                    nanos += TimeUnit.MILLISECONDS.toNanos(millis);
                    return "done";
                }))
                .isEqualTo("done");
        return size.now();
    }
}
