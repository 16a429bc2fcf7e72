package dev.rendezvous.api.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistrationCodeTest {
    private final Locale before = Locale.getDefault();

    @AfterEach
    void restoreTheLocale() {
        Locale.setDefault(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BCDFG",
                "bcdfg",
                "bCdFg",
                "BC-DFG",
                " b c d f g ",
                "B.C.D-F G",
                "\tBCD\nFG",
                "--BCDFG--",
                "BCD\u00a0FG",
                "BCD\u2013FG"
            })
    void a_code_is_read_however_a_person_types_it(String typed) { // R1
        assertThat(RegistrationCode.typed(typed)).contains(new RegistrationCode("BCDFG"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "-.-",
                "BCD",
                "BCDFGHJKLMNPQ",
                "BCDFA",
                "BCDF5",
                "BCDFY",
                "BCD_FG",
                "BCDFG;",
                "ＢＣＤＦＧ",
                "BCDFß"
            })
    void what_cannot_be_a_code_is_none(String typed) { // R1
        assertThat(RegistrationCode.typed(typed)).isEmpty();
    }

    @Test
    void the_shortest_code_has_4_letters_and_the_longest_12() { // R2
        assertThat(RegistrationCode.typed("BCDF")).isPresent();
        assertThat(RegistrationCode.typed("BCDFGHJKLMNP")).isPresent();
        assertThatIllegalArgumentException().isThrownBy(() -> new RegistrationCode("BCD"));
        assertThatIllegalArgumentException().isThrownBy(() -> new RegistrationCode("BCDFGHJKLMNPQ"));
    }

    @Test
    void a_code_itself_is_upper_case_and_has_no_separators() {
        assertThatIllegalArgumentException().isThrownBy(() -> new RegistrationCode("bcdfg"));
        assertThatIllegalArgumentException().isThrownBy(() -> new RegistrationCode("BCD-FG"));
    }

    @Test
    void the_letters_are_twenty_consonants_that_spell_no_words() { // R1
        assertThat(RegistrationCode.ALPHABET).isEqualTo("BCDFGHJKLMNPQRSTVWXZ").hasSize(20);
    }

    @Test
    void reading_does_not_depend_on_the_machines_language() {
        Locale.setDefault(Locale.forLanguageTag("tr"));
        assertThat(RegistrationCode.typed("zxwvt")).isEqualTo(Optional.of(new RegistrationCode("ZXWVT")));
    }

    @Test
    void a_masked_code_shows_its_first_letter_only() { // R17
        assertThat(new RegistrationCode("BCDFG").masked()).isEqualTo("B****");
    }
}
