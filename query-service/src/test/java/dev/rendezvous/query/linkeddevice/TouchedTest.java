package dev.rendezvous.query.linkeddevice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import org.junit.jupiter.api.Test;

class TouchedTest {
    private final Touched<String> touched = new Touched<>();

    @Test
    void what_was_never_touched_may_be_read() {
        touched.touch("other", 7);
        assertThatNoException().isThrownBy(() -> touched.requireSettled("key"));
    }

    @Test
    void what_was_touched_may_be_read_when_the_tables_have_come_to_it() {
        touched.touch("key", 7);
        touched.settle(6);
        assertThatExceptionOfType(Touched.TablesLag.class)
                .isThrownBy(() -> touched.requireSettled("key"))
                .satisfies(lag -> assertThat(lag.position()).isEqualTo(7));

        touched.settle(7);

        assertThatNoException().isThrownBy(() -> touched.requireSettled("key"));
    }

    @Test
    void what_was_touched_again_waits_for_the_later_event() {
        touched.touch("key", 7);
        touched.touch("key", 9);
        touched.settle(8);
        assertThatExceptionOfType(Touched.TablesLag.class).isThrownBy(() -> touched.requireSettled("key"));
    }
}
