package dev.rendezvous.engine.personal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DataKeyTest {
    private static final String PLACE = "event-1 name";
    private static final String TEXT = "Küche 🛋";

    private final UUID id = UUID.fromString("01a2046d-bf1f-4ca7-98dc-ae6ec7d232f1");
    private final DataKey key = new DataKey(id, secret(1));

    private static byte[] secret(int first) {
        byte[] secret = new byte[DataKey.BYTES];
        secret[0] = (byte) first;
        return secret;
    }

    @Test
    void what_was_sealed_opens_at_its_place() {
        String sealed = key.seal(PLACE, TEXT);
        assertThat(sealed).startsWith("sealed:").doesNotContain(TEXT);
        assertThat(DataKey.keyOf(sealed)).hasValue(id);
        assertThat(key.open(PLACE, sealed)).hasValue(TEXT);
    }

    @Test
    void it_opens_nowhere_else_and_with_no_other_key() {
        String sealed = key.seal(PLACE, TEXT);
        assertThat(key.open("event-2 name", sealed)).isEmpty();
        assertThat(key.open("event-1 reason", sealed)).isEmpty();
        assertThat(new DataKey(id, secret(2)).open(PLACE, sealed)).isEmpty();
    }

    @Test
    void the_same_text_is_sealed_to_the_same_letters_at_the_same_place_only() {
        String sealed = key.seal(PLACE, TEXT);
        assertThat(key.seal(PLACE, TEXT)).isEqualTo(sealed);
        assertThat(key.seal("event-2 name", TEXT)).isNotEqualTo(sealed);
        assertThat(nonce(key.seal(PLACE, TEXT + "."))).isNotEqualTo(nonce(sealed));
        assertThat(nonce(key.seal("event-2 name", TEXT))).isNotEqualTo(nonce(sealed));
    }

    /** Behind the id of the key, which has 16 bytes. */
    private static byte[] nonce(String sealed) {
        byte[] all = Base64.getUrlDecoder().decode(sealed.substring("sealed:".length()));
        return Arrays.copyOfRange(all, 16, 28);
    }

    @Test
    void a_text_that_was_changed_does_not_open() {
        String sealed = key.seal(PLACE, TEXT);
        for (int i = "sealed:".length(); i < sealed.length() - 1; i++) {
            String changed = sealed.substring(0, i) + (sealed.charAt(i) == 'A' ? 'B' : 'A') + sealed.substring(i + 1);
            if (DataKey.keyOf(changed).filter(id::equals).isPresent())
                assertThat(key.open(PLACE, changed)).isEmpty();
        }
        assertThat(key.open(PLACE, sealed.substring(0, sealed.length() - 4))).isEmpty();
    }

    @Test
    void what_only_looks_sealed_is_of_no_key() {
        for (String text :
                new String[] {"", "Den", "sealed:", "sealed:AA", "sealed:no base64 at all", "SEALED:" + "A".repeat(60)
                }) {
            assertThat(DataKey.keyOf(text)).as(text).isEmpty();
            assertThat(key.open(PLACE, text)).as(text).isEmpty();
        }
    }
}
