package dev.rendezvous.query.audit.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rendezvous.edge.startup.RefusedSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Key, id and signature were made by openssl; signatures of Ed25519 leave nothing to chance. */
class SigningKeyTest {
    static final String PRIVATE =
            "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIDV6hiSgMUWYzjEIz7E/tXQWgcgrDNLA2n2vl7kXzwQW\n-----END PRIVATE KEY-----\n";
    static final String PUBLIC =
            "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAjWSD/glRM+aW4cA/uHgUkPB6MurweZjNhTQf8FTAObM=\n-----END PUBLIC KEY-----\n";
    private static final String SIGNATURE =
            "578hzoI3hu4pjZUQVGvAMIx0IcZq2Ls3YdTsjZMEMErKK1QEbBJDejkYilToM19Mq0qjiz+pDhe3AUGldk/VAQ==";
    static final Checkpoint CHECKPOINT = new Checkpoint(
            6,
            13,
            "653c77de0d89e8f049d9055d8346787863b6b29817f6d900c1a802b25df82a1b",
            Instant.parse("2026-03-01T13:00:06Z"),
            null,
            "84615123b9ddd648",
            "");

    @TempDir
    private Path folder;

    private SigningKey key(String pem) throws IOException {
        return SigningKey.in(Files.writeString(folder.resolve("key.pem"), pem));
    }

    @Test
    void the_public_half_and_the_id_follow_from_the_file() throws IOException {
        assertThat(key(PRIVATE).publicHalf().pem()).isEqualTo(PUBLIC);
        assertThat(key(PRIVATE).id()).isEqualTo(CHECKPOINT.keyId());
    }

    @Test
    void it_signs_as_others_do() throws IOException {
        Checkpoint signed = key(PRIVATE).sign(CHECKPOINT);
        assertThat(signed.signature()).isEqualTo(SIGNATURE);
        assertThat(key(PRIVATE).publicHalf().hasSigned(signed)).isTrue();
        assertThat(Checkpoint.of(signed.text())).isEqualTo(signed);
    }

    @Test
    void what_was_altered_it_has_not_signed() throws IOException {
        Checkpoint signed = key(PRIVATE).sign(CHECKPOINT);
        Checkpoint altered = Checkpoint.of(signed.text().replace("entries 6", "entries 7"));
        assertThat(key(PRIVATE).publicHalf().hasSigned(altered)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Checkpoint.of(signed.text().replace("entries 6", "entries 06")));
        assertThatIllegalArgumentException().isThrownBy(() -> Checkpoint.of(signed.text() + "\n"));
    }

    @Test
    void a_file_without_such_a_key_is_refused_with_a_remedy() {
        for (String text : new String[] {"", "nonsense", PUBLIC, PRIVATE.replace("MC4CAQ", "MC4CAR")}) {
            assertThatThrownBy(() -> key(text))
                    .isInstanceOf(RefusedSettings.class)
                    .hasMessageStartingWith("rendezvous.audit.checkpoint.key-file: ");
        }
        assertThatThrownBy(() -> SigningKey.in(folder.resolve("none"))).isInstanceOf(RefusedSettings.class);
    }
}
