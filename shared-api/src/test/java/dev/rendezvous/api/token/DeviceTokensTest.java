package dev.rendezvous.api.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceTokensTest {
    private static final byte[] OLD_KEY = key(1);
    private static final byte[] NEW_KEY = key(2);
    private static final UUID ID = UUID.fromString("01a2046d-bf1f-7ca7-98dc-ae6ec7d232f9");

    private final DeviceTokens tokens = new DeviceTokens("old", Map.of("old", OLD_KEY));
    private final String token = tokens.tokenOf(tokens.name(ID));

    private static byte[] key(int content) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) content);
        return key;
    }

    @Test
    void a_token_is_read_back_to_its_name() { // R27
        assertThat(tokens.read(token)).contains(new TokenRef("old", ID));
    }

    @Test
    void a_token_is_computed_the_same_every_time_and_on_every_node() { // R10
        assertThat(new DeviceTokens("old", Map.of("old", OLD_KEY)).tokenOf(new TokenRef("old", ID)))
                .isEqualTo(token);
    }

    @Test
    void a_token_names_its_key_and_is_safe_in_a_header() { // R27
        assertThat(token).startsWith("old.").matches("[A-Za-z0-9._-]{70,110}");
    }

    @Test
    void no_two_tokens_are_alike() {
        String other = tokens.tokenOf(tokens.name(new UUID(ID.getMostSignificantBits(), 1)));
        assertThat(other).isNotEqualTo(token);
    }

    @Test
    void a_token_altered_anywhere_is_not_genuine() {
        for (int place = 0; place < token.length(); place++) {
            char other = token.charAt(place) == 'A' ? 'B' : 'A';
            String altered = token.substring(0, place) + other + token.substring(place + 1);
            assertThat(tokens.read(altered)).as(altered).isEmpty();
        }
    }

    @Test
    void a_token_has_one_spelling_only() { // unused bits of base64 must not give another
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        int endOfId = token.lastIndexOf('.') - 1;
        for (int end : new int[] {endOfId, token.length() - 1}) {
            long spellings = alphabet.chars()
                    .mapToObj(letter -> token.substring(0, end) + (char) letter + token.substring(end + 1))
                    .filter(spelling -> tokens.read(spelling).isPresent())
                    .count();
            assertThat(spellings).isOne();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "old", "old..", "Bearer x", "old.AAAA.BBBB", "\u0000", "old.\n."})
    void what_has_not_the_shape_of_a_token_is_none(String text) {
        assertThat(tokens.read(text)).isEmpty();
        assertThat(tokens.read(token + text + "=")).isEmpty();
    }

    @Test
    void a_token_of_a_foreign_key_is_not_genuine_even_under_the_same_key_id() {
        DeviceTokens foreign = new DeviceTokens("old", Map.of("old", NEW_KEY));
        assertThat(tokens.read(foreign.tokenOf(foreign.name(ID)))).isEmpty();
        DeviceTokens unknown = new DeviceTokens("new", Map.of("new", OLD_KEY));
        assertThat(tokens.read(unknown.tokenOf(unknown.name(ID)))).isEmpty();
    }

    @Test
    void after_a_rotation_old_tokens_stay_readable_and_new_ones_use_the_new_key() { // R27
        DeviceTokens rotated = new DeviceTokens("new", Map.of("old", OLD_KEY, "new", NEW_KEY));
        assertThat(rotated.read(token)).contains(new TokenRef("old", ID));
        assertThat(rotated.tokenOf(new TokenRef("old", ID))).isEqualTo(token);
        assertThat(rotated.name(ID)).isEqualTo(new TokenRef("new", ID));
        assertThat(rotated.read(rotated.tokenOf(rotated.name(ID)))).contains(new TokenRef("new", ID));
    }

    @Test
    void a_key_that_is_removed_kills_its_tokens() {
        DeviceTokens later = new DeviceTokens("new", Map.of("new", NEW_KEY));
        assertThat(later.read(token)).isEmpty();
        assertThatIllegalStateException().isThrownBy(() -> later.tokenOf(new TokenRef("old", ID)));
    }

    @Test
    void keys_that_are_missing_short_or_ill_named_are_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new DeviceTokens("new", Map.of("old", OLD_KEY)));
        assertThatIllegalArgumentException().isThrownBy(() -> new DeviceTokens("k", Map.of("k", new byte[31])));
        assertThatIllegalArgumentException().isThrownBy(() -> new DeviceTokens("k.1", Map.of("k.1", OLD_KEY)));
    }

    @Test
    void nothing_that_is_shown_or_thrown_gives_a_key_or_a_token_away() { // R27
        String mac = token.substring(token.lastIndexOf('.') + 1);
        String key = Base64.getEncoder().encodeToString(OLD_KEY);
        assertThat(Stream.of(tokens, tokens.name(ID)).map(Object::toString))
                .noneMatch(shown -> shown.contains(mac) || shown.contains(key));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DeviceTokens("k", Map.of("k", Arrays.copyOf(OLD_KEY, 31))))
                .satisfies(thrown ->
                        assertThat(thrown.toString()).doesNotContain("AQEB").doesNotContain("1, 1"));
    }
}
