package dev.rendezvous.query.audit.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Three entries were signed with a key, whose public half lies beside the checkpoint; then the node gets another one (R52). */
class KeyRotationTest {
    @TempDir
    private Path folder;

    private Path former;
    private String formerId;

    @BeforeEach
    void signed_with_a_former_key() throws IOException {
        try (RunningAuditLog log = new RunningAuditLog(folder)) {
            for (int i = 1; i <= 3; i++) log.happens("viewer-" + i);
            assertThat(log.sign().status()).isEqualTo(201);
            JsonNode key = log.get("/audit/checkpoints").body().get("key");
            formerId = key.get("keyId").stringValue();
            former = Files.writeString(
                    folder.resolve("former.pem"), key.get("publicKey").stringValue());
        }
    }

    private RunningAuditLog withAnotherKeyBelieving(String files) throws IOException {
        return new RunningAuditLog(folder, "rendezvous.audit.checkpoint.public-keys=" + files);
    }

    @Test
    void what_was_signed_with_a_former_key_is_proven_if_that_is_configured() throws IOException, InterruptedException {
        try (RunningAuditLog log = withAnotherKeyBelieving(former.toString())) {
            assertThat(log.verified().get("proven").intValue()).isEqualTo(3);
            log.happens("viewer-4");
            JsonNode signed = log.sign().body();
            assertThat(signed.get("keyId").stringValue()).isNotEqualTo(formerId);
            assertThat(signed.get("previous").get("entries").intValue()).isEqualTo(3);
            JsonNode verification = log.verified();
            assertThat(verification.get("proven").intValue()).isEqualTo(4);
            assertThat(verification.get("unknownKeys")).isEmpty();
            RunningAuditLog.Verdict verdict = log.exportVerified();
            assertThat(verdict.said()).endsWith("holds\n");
            assertThat(verdict.status()).isZero();
        }
    }

    @Test
    void what_names_a_former_key_and_was_not_signed_with_it_is_noticed() throws IOException {
        try (RunningAuditLog log = withAnotherKeyBelieving(former.toString())) {
            log.db
                    .sql("UPDATE audit_checkpoint SET text = REPLACE(text, 'time 2', 'time 1')")
                    .update();
            JsonNode broken = log.verified().get("broken");
            assertThat(broken.get("entry").intValue()).isEqualTo(3);
            assertThat(broken.get("reason").stringValue()).contains("has no good signature");
        }
    }

    @Test
    void a_key_that_merely_lies_beside_the_checkpoints_proves_nothing() throws IOException {
        try (RunningAuditLog log = withAnotherKeyBelieving("")) {
            assertThat(log.checkpoints().resolve("public-key-%s.pem".formatted(formerId)))
                    .exists();
            JsonNode verification = log.verified();
            assertThat(verification.get("result").stringValue()).isEqualTo("holds");
            assertThat(verification.get("proven").intValue()).isZero();
            assertThat(verification.get("unknownKeys").get(0).stringValue()).isEqualTo(formerId);
        }
    }

    @Test
    void nothing_is_signed_upon_a_checkpoint_of_an_unknown_key() throws IOException {
        try (RunningAuditLog log = withAnotherKeyBelieving("")) {
            log.happens("viewer-4");
            RunningAuditLog.Answer refused = log.sign();
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.body().get("detail").stringValue())
                    .contains("names key %s, which rendezvous.audit.checkpoint.public-keys does not have"
                            .formatted(formerId));
        }
    }
}
