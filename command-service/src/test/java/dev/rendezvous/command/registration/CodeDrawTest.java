package dev.rendezvous.command.registration;

import static dev.rendezvous.api.registration.RegistrationCode.ALPHABET;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodeDrawTest {
    private static final int DRAWS = 200_000;

    /** Chi-square with 19 degrees of freedom exceeds this with a chance of one in a million. */
    private static final double SUSPICIOUS = 62;

    private final CodeDraw codes = new CodeDraw(new Random(20_261_122));

    @ParameterizedTest
    @ValueSource(ints = {4, 5, 12})
    void every_letter_is_equally_likely_at_every_place(int letters) { // R1
        int[][] seen = new int[letters][ALPHABET.length()];
        for (int draw = 0; draw < DRAWS; draw++) {
            String code = codes.draw(letters).value();
            assertThat(code.length()).isEqualTo(letters);
            for (int place = 0; place < letters; place++) seen[place][ALPHABET.indexOf(code.charAt(place))]++;
        }
        for (int[] atPlace : seen) assertThat(chiSquare(atPlace)).isLessThan(SUSPICIOUS);
    }

    @Test
    void letters_at_two_places_say_nothing_of_each_other() { // R1
        int[] pairs = new int[400];
        for (int draw = 0; draw < DRAWS; draw++) {
            String code = codes.draw(5).value();
            pairs[ALPHABET.indexOf(code.charAt(0)) * 20 + ALPHABET.indexOf(code.charAt(4))]++;
        }
        assertThat(chiSquare(pairs)).isLessThan(399 + 6 * Math.sqrt(2 * 399));
    }

    @Test
    void each_number_of_the_code_space_is_another_code() { // R1
        Set<String> drawn = new HashSet<>();
        long[] next = {0};
        RandomGenerator counting = new RandomGenerator() {
            @Override
            public long nextLong() {
                throw new AssertionError("only nextLong(bound) has no modulo bias");
            }

            @Override
            public long nextLong(long bound) {
                assertThat(bound).isEqualTo(160_000);
                return next[0]++;
            }
        };
        CodeDraw all = new CodeDraw(counting);
        for (int draw = 0; draw < 160_000; draw++) drawn.add(all.draw(4).value());
        assertThat(drawn).hasSize(160_000);
    }

    private static double chiSquare(int[] seen) {
        double expected = (double) DRAWS / seen.length;
        return IntStream.of(seen)
                .mapToDouble(count -> (count - expected) * (count - expected) / expected)
                .sum();
    }
}
