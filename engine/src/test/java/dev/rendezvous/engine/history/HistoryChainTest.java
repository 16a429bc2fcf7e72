package dev.rendezvous.engine.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The chain as other programs know it: its digests and hashes were computed by one, from the description. */
class HistoryChainTest {
    private static final StoredEvent OPENED = new StoredEvent(
            1,
            "e-1",
            "Account",
            "viewer-1",
            0,
            "2026-03-01T12:00:00.000Z",
            "x.Opened",
            "1",
            "{\"name\":\"Zoë\"}",
            "{}");
    private static final StoredEvent CLOSED =
            new StoredEvent(4, "e-2", null, "viewer-1", 1, "2026-03-01T12:00:00.001Z", "x.Closed", null, "{}", "{}");
    private static final String OPENED_DIGEST = "e23725956349bad219bcbf92f31acaffc6c8d2c6d9acb00a09b4769ca0b63c10";
    private static final String CLOSED_DIGEST = "d48c63e99616165861421874858cb6cea824149af37ea3f6fca2ea9f1d1f13b0";
    private static final String FIRST_HASH = "3092240351802605a30d0bad2d106301ac96d85384d1ab64a2412c93b01311ce";
    private static final String SECOND_HASH = "e969d56e478f97ca157d1aec06b20f94d58ad184b6cd6ab25ca0e078133efa0e";

    private final HistoryChain chain = new HistoryChain();

    @Test
    void a_digest_is_of_all_fields_of_one_event_and_moves_no_chain() {
        assertThat(hex(chain.digest(OPENED))).isEqualTo(OPENED_DIGEST);
        assertThat(hex(chain.digest(CLOSED))).isEqualTo(CLOSED_DIGEST);
        assertThat(chain.hash()).isEqualTo("0".repeat(64));
    }

    @Test
    void the_chain_goes_on_by_digests_alone() {
        assertThat(hex(chain.add(bytes(OPENED_DIGEST)))).isEqualTo(FIRST_HASH);
        assertThat(hex(chain.add(bytes(CLOSED_DIGEST)))).isEqualTo(SECOND_HASH);
    }

    @Test
    void it_goes_on_from_a_hash_that_is_known() {
        HistoryChain later = new HistoryChain(bytes(FIRST_HASH));
        assertThat(later.add(CLOSED)).isEqualTo(SECOND_HASH);
    }

    @Test
    void what_is_no_hash_is_no_beginning() {
        assertThatIllegalArgumentException().isThrownBy(() -> new HistoryChain(new byte[31]));
    }

    @Test
    void a_long_event_is_digested_whole() {
        String first = hex(chain.digest(with("x".repeat(100_000) + "a")));
        String second = hex(chain.digest(with("x".repeat(100_000) + "b")));
        assertThat(first).isNotEqualTo(second);
        assertThat(hex(chain.digest(with("x".repeat(100_000) + "a")))).isEqualTo(first);
        assertThat(hex(chain.digest(OPENED))).isEqualTo(OPENED_DIGEST);
    }

    private static StoredEvent with(String payload) {
        return new StoredEvent(1, "e", null, "a", 0, "2026-03-01T12:00:00.000Z", "x.Opened", null, payload, "{}");
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
