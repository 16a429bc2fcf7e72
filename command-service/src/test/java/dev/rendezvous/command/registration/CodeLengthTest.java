package dev.rendezvous.command.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodeLengthTest {
    private final CodeLength codes = new CodeLength(5, 0.001);

    @ParameterizedTest
    @CsvSource({
        "1, 5",
        "3200, 5",
        "3201, 6",
        "64000, 6",
        "64001, 7",
        "1280000, 7",
        "1280001, 8",
        "25600000, 8",
        "25600001, 9"
    })
    void a_code_grows_a_letter_exactly_where_a_guess_would_hit_too_often(long live, int letters) { // R2
        assertThat(codes.shortestFor(live)).isEqualTo(letters);
    }

    @Test
    void one_guess_never_hits_with_more_than_the_bound_and_no_code_is_longer_than_needed() { // R2
        for (long live = 1; live < 10_000_000_000L; live = live * 21 / 20 + 1) {
            int letters = codes.shortestFor(live);
            assertThat((double) live / CodeLength.spaceOf(letters)).isLessThanOrEqualTo(0.001);
            if (letters > 5)
                assertThat((double) live / CodeLength.spaceOf(letters - 1)).isGreaterThan(0.001);
        }
    }

    @Test
    void the_longest_code_there_is_serves_any_load() { // R2
        assertThat(codes.shortestFor(Long.MAX_VALUE)).isEqualTo(12);
        assertThat(new CodeLength(4, 1e-300).shortestFor(1)).isEqualTo(12);
    }

    @Test
    void with_a_bound_of_one_a_code_space_may_fill_up() { // R2
        CodeLength shortest = new CodeLength(4, 1);
        assertThat(shortest.shortestFor(160_000)).isEqualTo(4);
        assertThat(shortest.shortestFor(160_001)).isEqualTo(5);
    }

    @Test
    void a_code_is_never_shorter_than_the_minimum() { // R2
        assertThat(new CodeLength(8, 1).shortestFor(1)).isEqualTo(8);
        assertThat(new CodeLength(12, 1).shortestFor(1)).isEqualTo(12);
    }

    @Test
    void there_are_twenty_codes_to_the_power_of_their_letters() {
        assertThat(CodeLength.spaceOf(5)).isEqualTo(3_200_000);
        assertThat(CodeLength.spaceOf(12)).isEqualTo(4_096_000_000_000_000L);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 3, 13})
    void a_minimum_that_no_code_can_have_is_refused(int minimum) { // R2
        assertThatIllegalArgumentException().isThrownBy(() -> new CodeLength(minimum, 0.001));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 0, 1.000001, Double.NaN, Double.POSITIVE_INFINITY})
    void a_bound_that_is_no_chance_is_refused(double bound) { // R2
        assertThatIllegalArgumentException().isThrownBy(() -> new CodeLength(5, bound));
    }
}
