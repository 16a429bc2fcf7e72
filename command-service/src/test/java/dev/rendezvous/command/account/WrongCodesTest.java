package dev.rendezvous.command.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WrongCodesTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration WINDOW = Duration.ofMinutes(15);

    private static WrongCodes fourFrom(Instant first) {
        return WrongCodes.NONE
                .plus(first)
                .plus(first.plusSeconds(1))
                .plus(first.plusSeconds(2))
                .plus(first.plusSeconds(3));
    }

    @Test
    void the_fifth_wrong_code_is_one_too_many() { // R16
        WrongCodes three = WrongCodes.NONE.plus(NOON).plus(NOON).plus(NOON);
        assertThat(three.isLastStraw(NOON)).isFalse();
        assertThat(three.plus(NOON).isLastStraw(NOON)).isTrue();
    }

    @Test
    void a_wrong_code_counts_until_the_millisecond_before_fifteen_minutes_have_passed() { // R16
        WrongCodes four = fourFrom(NOON);
        assertThat(four.isLastStraw(NOON.plus(WINDOW).minusMillis(1))).isTrue();
        assertThat(four.isLastStraw(NOON.plus(WINDOW))).isFalse();
    }

    @Test
    void the_window_rolls_wrong_codes_leave_it_one_by_one() { // R16
        WrongCodes later = fourFrom(NOON).plus(NOON.plus(WINDOW));
        assertThat(later.enteredAt()).hasSize(4).doesNotContain(NOON);
        assertThat(later.isLastStraw(NOON.plus(WINDOW))).isTrue();
    }

    @Test
    void only_what_can_still_count_is_remembered() {
        WrongCodes codes = WrongCodes.NONE;
        for (int hour = 0; hour < 1_000; hour++) codes = codes.plus(NOON.plus(Duration.ofHours(hour)));
        assertThat(codes.enteredAt()).hasSize(1);
    }

    @Test
    void a_lock_is_over_at_the_instant_it_names() { // R16
        WrongCodes locked = WrongCodes.NONE.lockedUntil(NOON);
        assertThat(locked.lockedFor(NOON.minusMillis(1))).isEqualTo(Duration.ofMillis(1));
        assertThat(locked.lockedFor(NOON)).isZero();
        assertThat(locked.lockedFor(NOON.plusMillis(1))).isZero();
    }

    @Test
    void who_never_erred_is_not_locked() { // R16
        assertThat(WrongCodes.NONE.lockedFor(NOON)).isZero();
    }

    @Test
    void after_a_lock_counting_starts_afresh() { // R16: lock and window are equally long
        WrongCodes locked = fourFrom(NOON)
                .plus(NOON.plusSeconds(4))
                .lockedUntil(NOON.plusSeconds(4).plus(WINDOW));
        Instant end = NOON.plusSeconds(4).plus(WINDOW);
        assertThat(locked.lockedFor(end)).isZero();
        assertThat(locked.plus(end).enteredAt()).containsExactly(end);
    }
}
