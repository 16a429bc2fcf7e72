package dev.rendezvous.query.audit.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;

/** A node ends while it verifies the audit log and proves the history (R52, R55): nothing is said to be running for ever. */
@ExtendWith(OutputCaptureExtension.class)
class StoppedNodeTest {
    /** More than is verified or proven in a second. */
    private static final int EVENTS = 100_000;

    private static final Duration PROMPTLY = Duration.ofSeconds(10);

    @TempDir
    private Path folder;

    @Test
    void a_verification_and_a_proof_are_cancelled_when_their_node_is_stopped(CapturedOutput output) throws IOException {
        String verification;
        String proof;
        Instant stoppedAt;
        try (RunningAuditLog log = new RunningAuditLog(folder)) {
            much(log);
            verification = "/audit/verifications/" + idOf(log.post("/audit/verifications"));
            proof = "/audit/proofs/" + idOf(log.post("/audit/proofs"));
            assertThat(log.get(proof).body().get("state").stringValue()).isEqualTo("RUNNING");
            stoppedAt = Instant.now();
        }
        assertThat(Duration.between(stoppedAt, Instant.now())).isLessThan(PROMPTLY);
        assertThat(output.getAll()).doesNotContain("ERROR");
        try (RunningAuditLog log = new RunningAuditLog(folder)) {
            assertThat(log.get(verification).body().get("state").stringValue()).isEqualTo("cancelled");
            JsonNode cancelled = log.get(proof).body();
            assertThat(cancelled.get("state").stringValue()).isEqualTo("CANCELLED");
            assertThat(cancelled.get("failure").stringValue()).isEqualTo("the node was stopped");
        }
    }

    /** Copies of one event, so that there is much to read. */
    private static void much(RunningAuditLog log) {
        log.happens("viewer-1");
        log.db
                .sql(
                        "INSERT INTO domain_event (event_identifier, aggregate_type, aggregate_identifier, sequence_number,"
                                + " time_stamp, payload_type, payload_revision, payload, meta_data)"
                                + " SELECT 'copy-' || n, aggregate_type, 'copy-' || n, 0, time_stamp, payload_type,"
                                + " payload_revision, payload, meta_data"
                                + " FROM domain_event, (SELECT \"X\" AS n FROM SYSTEM_RANGE(1, ?)) WHERE aggregate_type = 'Account'")
                .param(EVENTS)
                .update();
        log.happens("viewer-2");
    }

    private static String idOf(RunningAuditLog.Answer begun) {
        assertThat(begun.status()).isEqualTo(202);
        return begun.body().get("id").stringValue();
    }

    @Test
    void a_verification_whose_node_was_killed_is_cancelled_and_holds_up_no_other() throws IOException {
        try (RunningAuditLog log = new RunningAuditLog(folder)) {
            log.happens("viewer-1");
            UUID silent = running(log, Duration.ofSeconds(31));
            assertThat(log.get("/audit/verifications/" + silent)
                            .body()
                            .get("state")
                            .stringValue())
                    .isEqualTo("cancelled");
            running(log, Duration.ofSeconds(31));
            assertThat(log.verified().get("result").stringValue()).isEqualTo("holds");

            UUID alive = running(log, Duration.ofSeconds(10));
            assertThat(idOf(log.post("/audit/verifications"))).isEqualTo(alive.toString());
        }
    }

    /** On another node, which was heard of so long ago. */
    private static UUID running(RunningAuditLog log, Duration silence) {
        UUID id = UUID.randomUUID();
        long seenAt = Instant.now().minus(silence).toEpochMilli();
        log.db
                .sql("INSERT INTO audit_verification (id, state, started_at, seen_at, entries, total, proven)"
                        + " VALUES (?, 'RUNNING', ?, ?, 0, 1, 0)")
                .params(id, seenAt, seenAt)
                .update();
        return id;
    }
}
