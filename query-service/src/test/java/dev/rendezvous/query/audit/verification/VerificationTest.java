package dev.rendezvous.query.audit.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A log that is at work while it is signed and verified. */
class VerificationTest {
    @TempDir
    private Path folder;

    private RunningAuditLog log;

    @BeforeEach
    void a_log_with_three_entries() throws IOException {
        log = new RunningAuditLog(folder);
        for (int i = 1; i <= 3; i++) log.happens("viewer-" + i);
    }

    @AfterEach
    void stopped() {
        log.close();
    }

    @Test
    void what_is_appended_and_signed_meanwhile_disturbs_no_verification() {
        AtomicBoolean enough = new AtomicBoolean();
        CompletableFuture<Integer> appending = CompletableFuture.supplyAsync(() -> {
            int more = 0;
            while (!enough.get()) {
                log.happens("more-" + ++more);
                log.sign();
            }
            return more;
        });
        try {
            for (int i = 0; i < 5; i++) {
                JsonNode verification = log.verified();
                assertThat(verification.get("result").stringValue())
                        .as("%s", verification)
                        .isEqualTo("holds");
            }
        } finally {
            enough.set(true);
        }
        assertThat(appending.join()).isPositive();
        assertThat(log.verified().get("proven").longValue())
                .isEqualTo(log.number("SELECT MAX(number) FROM audit_entry"));
    }

    @Test
    void checkpoints_name_each_other_and_are_shown_page_by_page() throws IOException {
        JsonNode first = log.sign().body();
        assertThat(log.sign().body()).as("nothing is new").isEqualTo(first);
        log.happens("viewer-4");
        JsonNode second = log.sign().body();
        assertThat(first.get("entries").intValue()).isEqualTo(3);
        assertThat(first.get("previous").isNull()).isTrue();
        assertThat(second.get("entries").intValue()).isEqualTo(4);
        assertThat(second.get("previous").get("entries").intValue()).isEqualTo(3);
        Path file = log.checkpoints().resolve(second.get("file").stringValue());
        assertThat(Files.readString(file)).isEqualTo(second.get("text").stringValue());

        JsonNode page = log.get("/audit/checkpoints?limit=1").body();
        assertThat(page.get("checkpoints").get(0)).isEqualTo(second);
        assertThat(page.get("key").get("keyId")).isEqualTo(second.get("keyId"));
        JsonNode next = log.get(
                        "/audit/checkpoints?limit=1&before=" + page.get("next").intValue())
                .body();
        assertThat(next.get("checkpoints").get(0)).isEqualTo(first);
        assertThat(next.get("next").isNull()).isTrue();
    }

    @Test
    void a_checkpoint_that_was_altered_in_the_database_is_noticed() {
        log.sign();
        log.db
                .sql("UPDATE audit_checkpoint SET text = REPLACE(text, 'entries 3', 'entries 2')")
                .update();
        JsonNode broken = log.verified().get("broken");
        assertThat(broken.get("reason").stringValue()).contains("has no good signature");
        log.happens("viewer-4");
        assertThat(log.sign().status()).isEqualTo(409);
    }

    /** More than are read at once, the last of which is in the middle of a page. */
    @Test
    void none_of_many_checkpoints_is_passed_over() {
        log.happens(IntStream.rangeClosed(4, 1_600).mapToObj(i -> "viewer-" + i).toArray(String[]::new));
        log.db
                .sql("SELECT number, position, hash FROM audit_entry WHERE number > 500 AND number <= 1500")
                .query(row -> {
                    signedWithAnUnknownKey(row.getLong(1), row.getLong(2), row.getBytes(3));
                });
        JsonNode right = log.verified();
        assertThat(right.get("result").stringValue()).as("%s", right).isEqualTo("holds");
        assertThat(right.get("unknownKeys").get(0).stringValue()).isEqualTo("0123456789abcdef");

        signedWithAnUnknownKey(1_550, log.number("SELECT position FROM audit_entry WHERE number = 1550"), new byte[32]);
        JsonNode broken = log.verified().get("broken");
        assertThat(broken.get("reason").stringValue()).contains("rewritten", "up to 1550");
    }

    private void signedWithAnUnknownKey(long entries, long position, byte[] hash) {
        String text =
                """
                rendezvous audit checkpoint 1
                entries %d
                position %d
                hash %s
                time 2026-03-01T12:00:00.000Z
                previous none
                key 0123456789abcdef

                signature %s==
                """
                        .formatted(entries, position, HexFormat.of().formatHex(hash), "A".repeat(86));
        log.db
                .sql("INSERT INTO audit_checkpoint (entries, text) VALUES (?, ?)")
                .params(entries, text)
                .update();
    }

    @Test
    void nobody_knows_a_verification_that_was_never_begun() {
        assertThat(log.get("/audit/verifications/" + UUID.randomUUID()).status())
                .isEqualTo(404);
    }
}
