package dev.rendezvous.query.audit.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.engine.history.HistoryChain;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;

/**
 * Somebody who can write to the database changes the record. Each time both the service and the stand-alone program, which has an
 * export and the shipped checkpoints only, name the entry. What was done is undone after each test but the last.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class TamperingContract {
    static final int ENTRIES = 9;
    private static final int VICTIM = 5;

    private final RunningAuditLog log;
    private final String columns =
            "global_index, event_identifier, aggregate_type, aggregate_identifier, sequence_number,"
                    + " time_stamp, payload_type, payload_revision, payload, meta_data";

    private boolean beyondUndoing;

    TamperingContract(RunningAuditLog log) {
        this.log = log;
    }

    /** Nine entries: the first four and then all are signed. Behind the sixth, positions were never used. */
    static void fill(RunningAuditLog log) {
        for (int i = 1; i <= ENTRIES; i++) {
            log.happens("viewer-" + i);
            if (i == 4) assertThat(log.sign().status()).isEqualTo(201);
            if (i == 6) {
                long free = log.number("SELECT MAX(global_index) FROM domain_event") + 10;
                log.db
                        .sql("ALTER TABLE domain_event ALTER COLUMN global_index RESTART WITH " + free)
                        .update();
            }
        }
        assertThat(log.sign().status()).isEqualTo(201);
        log.db.sql("CREATE TABLE saved_event AS SELECT * FROM domain_event").update();
        log.db.sql("CREATE TABLE saved_entry AS SELECT * FROM audit_entry").update();
    }

    @BeforeEach
    void nothing_was_touched() {
        assertThat(log.verified().get("result").stringValue()).isEqualTo("holds");
    }

    private long position(int number) {
        return log.db
                .sql("SELECT position FROM saved_entry WHERE number = ?")
                .param(number)
                .query(Long.class)
                .single();
    }

    private void undo() {
        log.db
                .sql("DELETE FROM domain_event WHERE global_index <= (SELECT MAX(position) FROM saved_entry)")
                .update();
        log.db
                .sql("INSERT INTO domain_event (%s) SELECT %s FROM saved_event".formatted(columns, columns))
                .update();
        log.db.sql("DELETE FROM audit_entry WHERE number <= " + ENTRIES).update();
        log.db.sql("INSERT INTO audit_entry SELECT * FROM saved_entry").update();
    }

    @AfterEach
    void undone() {
        if (!beyondUndoing) undo();
    }

    private void serviceNames(int entry, String reason) {
        JsonNode verification = log.verified();
        assertThat(verification.get("result").stringValue())
                .as("%s", verification)
                .isEqualTo("broken");
        assertThat(verification.get("broken").get("entry").intValue())
                .as("%s", verification)
                .isEqualTo(entry);
        assertThat(verification.get("broken").get("reason").stringValue()).startsWith(reason);
    }

    private void programNames(int entry, String reason) throws IOException, InterruptedException {
        RunningAuditLog.Verdict verdict = log.exportVerified();
        assertThat(verdict.said()).startsWith("broken: entry %d: %s".formatted(entry, reason));
        assertThat(verdict.status()).isEqualTo(1);
    }

    private void bothName(int entry, String reason) throws IOException, InterruptedException {
        serviceNames(entry, reason);
        programNames(entry, reason);
    }

    private void update(String sql, Object... values) {
        assertThat(log.db.sql(sql).params(values).update()).isEqualTo(1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    @Order(1)
    void an_untouched_log_holds_and_says_how_far_it_is_proven() throws IOException, InterruptedException {
        JsonNode verification = log.verified();
        assertThat(verification.get("state").stringValue()).isEqualTo("done");
        assertThat(verification.get("proven").intValue()).isEqualTo(ENTRIES);
        assertThat(verification.get("percent").intValue()).isEqualTo(100);
        RunningAuditLog.Verdict verdict = log.exportVerified();
        assertThat(verdict.said())
                .contains("entries 1 to 9 are exactly those of checkpoint 9")
                .endsWith("holds\n");
        assertThat(verdict.status()).isZero();
    }

    @Test
    @Order(2)
    void an_edited_payload() throws IOException, InterruptedException {
        update(
                "UPDATE domain_event SET payload = ? WHERE global_index = ?",
                bytes("{\"accountId\":\"viewer-5\",\"profile\":\"unlimited\"}"),
                position(VICTIM));
        bothName(VICTIM, "edited: ");
    }

    @Test
    @Order(2)
    void edited_metadata() throws IOException, InterruptedException {
        update(
                "UPDATE domain_event SET meta_data = ? WHERE global_index = ?",
                bytes("{\"actor\":\"somebody-else\",\"role\":\"OPERATOR\"}"),
                position(VICTIM));
        bothName(VICTIM, "edited: ");
    }

    @Test
    @Order(2)
    void an_edited_time() throws IOException, InterruptedException {
        update(
                "UPDATE domain_event SET time_stamp = '2026-01-01T00:00:00.000Z' WHERE global_index = ?",
                position(VICTIM));
        bothName(VICTIM, "edited: ");
    }

    @Test
    @Order(2)
    void a_deleted_event() throws IOException, InterruptedException {
        update("DELETE FROM domain_event WHERE global_index = ?", position(VICTIM));
        bothName(VICTIM, "deleted: ");
    }

    @Test
    @Order(2)
    void two_events_that_changed_places() throws IOException, InterruptedException {
        long spare = position(6) + 3;
        update("UPDATE domain_event SET global_index = ? WHERE global_index = ?", spare, position(VICTIM));
        update("UPDATE domain_event SET global_index = ? WHERE global_index = ?", position(VICTIM), position(8));
        update("UPDATE domain_event SET global_index = ? WHERE global_index = ?", position(8), spare);
        bothName(VICTIM, "edited: ");
    }

    /** An export has what the audit log has; that the event store has more, only the service can see. */
    @Test
    @Order(2)
    void an_inserted_event() {
        String forged = columns.replace("global_index", "?")
                .replace("event_identifier", "'" + UUID.randomUUID() + "'")
                .replace("aggregate_identifier", "'forged'");
        update(
                "INSERT INTO domain_event (%s) SELECT %s FROM saved_event WHERE global_index = ?"
                        .formatted(columns, forged),
                position(6) + 3,
                position(VICTIM));
        serviceNames(7, "inserted: ");
    }

    @Test
    @Order(2)
    void an_altered_hash_in_the_audit_log() throws IOException, InterruptedException {
        update("UPDATE audit_entry SET hash = ? WHERE number = ?", new byte[HistoryChain.LENGTH], VICTIM);
        bothName(VICTIM, "edited: ");
    }

    @Test
    @Order(2)
    void an_altered_digest_in_the_audit_log() {
        update("UPDATE audit_entry SET digest = ? WHERE number = ?", new byte[HistoryChain.LENGTH], VICTIM);
        serviceNames(VICTIM, "edited: its digest in the audit log was altered");
    }

    @Test
    @Order(2)
    void an_entry_deleted_from_the_audit_log() throws IOException, InterruptedException {
        update("DELETE FROM audit_entry WHERE number = ?", VICTIM);
        bothName(VICTIM, "deleted: ");
    }

    /** The program has no digests of entries that it is shown: of two entries that do not fit, it names the second, and both. */
    @Test
    @Order(2)
    void an_event_that_was_edited_together_with_its_entry() throws IOException, InterruptedException {
        editTogether(VICTIM, VICTIM);
        serviceNames(VICTIM, "edited in the event store and in the audit log: entry 6 follows another");
        programNames(6, "edited: what it says does not fit its hash, or entry 5 was edited");
    }

    @Test
    @Order(2)
    void an_event_that_was_edited_and_the_whole_chain_made_anew() throws IOException, InterruptedException {
        editTogether(VICTIM, ENTRIES);
        bothName(VICTIM, "rewritten: this one or a later one up to 9 is not what was signed with checkpoint 9");
    }

    @Test
    @Order(3)
    void newest_entries_cut_off_everywhere() throws IOException, InterruptedException {
        beyondUndoing = true;
        log.db
                .sql("DELETE FROM domain_event WHERE global_index > ?")
                .param(position(6))
                .update();
        log.db.sql("DELETE FROM audit_entry WHERE number > 6").update();
        log.db.sql("DELETE FROM audit_entry_device WHERE number > 6").update();

        serviceNames(7, "cut off: checkpoint 9 of ");
        RunningAuditLog.Answer refused = log.sign();
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body().get("detail").stringValue())
                .contains("the audit log is not what was signed: checkpoint 9");

        // The file is left also if the table of checkpoints was cut.
        update("DELETE FROM audit_checkpoint WHERE entries = 9");
        assertThat(log.sign().body().get("detail").stringValue()).contains("checkpoint 9");
        assertThat(log.number("SELECT COUNT(*) FROM audit_checkpoint")).isEqualTo(1);

        RunningAuditLog.Verdict verdict = log.exportVerified();
        assertThat(verdict.said()).startsWith("broken: entry ").contains(": cut off: checkpoint 9 of ");
        assertThat(verdict.status()).isEqualTo(1);
    }

    /** The profile of an event, its digest and its hash, and the hashes of those behind it as far as {@code to}. */
    private void editTogether(int number, int to) {
        byte[] payload = bytes("{\"accountId\":\"viewer-5\",\"profile\":\"unlimited\"}");
        update("UPDATE domain_event SET payload = ? WHERE global_index = ?", payload, position(number));
        byte[] digest = log.digestAt(position(number));
        update("UPDATE audit_entry SET digest = ? WHERE number = ?", digest, number);
        HistoryChain chain = new HistoryChain(log.bytes("SELECT hash FROM audit_entry WHERE number = " + (number - 1)));
        for (int next = number; next <= to; next++) {
            byte[] own = log.bytes("SELECT digest FROM audit_entry WHERE number = " + next);
            update("UPDATE audit_entry SET hash = ? WHERE number = ?", chain.add(own), next);
        }
    }
}
