package dev.rendezvous.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.registration.DeviceId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTextTest {
    private static final String EMOJI = Character.toString(0x1F4FA); // two UTF-16 units

    @ParameterizedTest
    @ValueSource(strings = {"4E12", "a", "Wohnzimmer oben", "Küche", "リビング", "\u05d0\u05d1", "a-b_c.d:e/f'<>&\""})
    void what_people_and_makers_write_is_printable(String text) {
        assertThat(PrintableText.isPrintable(text, 128)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\t",
                "a\nb",
                "a\u0000b",
                "a\u007fb",
                "a\u0085b",
                "a\u200bb",
                "a\u202eb",
                "a\ufeffb",
                "a\u2028b",
                "a\u2029b",
                "a\ue000b",
                "a\uffffb",
                "a\ufffdb",
                "a\ud83d"
            })
    void control_format_and_broken_characters_are_not_printable(String text) {
        assertThat(PrintableText.isPrintable(text, 128)).isFalse();
    }

    @Test
    void the_longest_text_is_allowed_and_one_more_unit_is_not() {
        assertThat(PrintableText.isPrintable("x".repeat(128), 128)).isTrue();
        assertThat(PrintableText.isPrintable("x".repeat(129), 128)).isFalse();
        assertThat(PrintableText.isPrintable(EMOJI.repeat(64), 128)).isTrue();
        assertThat(PrintableText.isPrintable(EMOJI.repeat(64) + "x", 128)).isFalse();
    }

    @Test
    void identities_of_devices_and_accounts_are_printable() {
        assertThatNoException().isThrownBy(() -> new DeviceId("x".repeat(128)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DeviceId("x".repeat(129)))
                .withMessage("deviceID must be 1 to 128 printable characters");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AccountId("a\u0000b"))
                .withMessage("accountId must be 1 to 128 printable characters");
    }
}
