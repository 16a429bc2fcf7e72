package dev.rendezvous.query.proof;

import dev.rendezvous.query.proof.ProofStatus.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Table {@code history_proof}: proofs of all nodes, so that any of them tells. */
final class ProofTable {
    /** A node that is alive writes far more often. */
    static final Duration SILENCE = Duration.ofMinutes(1);

    private static final String ABANDONED = "the node that walked through the history is gone; ask for another proof";

    private final JdbcClient db;
    private final JsonMapper json;
    private final Clock clock;

    ProofTable(JdbcClient db, JsonMapper json, Clock clock) {
        this.db = db;
        this.json = json;
        this.clock = clock;
    }

    void begin(UUID id, String requestedBy, long head) {
        db.sql("INSERT INTO history_proof (id, state, requested_by, requested_at, seen_at, walked_to, head)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)")
                .params(id, State.RUNNING.name(), requestedBy, now(), now(), -1L, head)
                .update();
    }

    void walkedTo(UUID id, long position) {
        db.sql("UPDATE history_proof SET walked_to = ?, seen_at = ? WHERE id = ?")
                .params(position, now(), id)
                .update();
    }

    void finish(UUID id, ProofReport report) {
        db.sql("UPDATE history_proof SET state = ?, walked_to = ?, finished_at = ?, report = ? WHERE id = ?")
                .param((report.holds() ? State.HOLDS : State.BROKEN).name())
                .param(report.position())
                .param(now())
                .param(json.writeValueAsString(report))
                .param(id)
                .update();
    }

    /** @param state without a report */
    void giveUp(UUID id, State state, String why) {
        db.sql("UPDATE history_proof SET state = ?, finished_at = ?, failure = ? WHERE id = ?")
                .params(state.name(), now(), why, id)
                .update();
    }

    Optional<ProofStatus> find(UUID id) {
        return db.sql("SELECT * FROM history_proof WHERE id = ?")
                .param(id)
                .query((row, number) -> read(row))
                .optional();
    }

    private ProofStatus read(ResultSet row) throws SQLException {
        State state = State.valueOf(row.getString("state"));
        boolean abandoned =
                state == State.RUNNING && instant(row, "seen_at").plus(SILENCE).isBefore(clock.instant());
        return new ProofStatus(
                row.getObject("id", UUID.class),
                abandoned ? State.CANCELLED : state,
                row.getString("requested_by"),
                instant(row, "requested_at"),
                row.getObject("finished_at") == null ? null : instant(row, "finished_at"),
                row.getLong("walked_to"),
                row.getLong("head"),
                abandoned ? ABANDONED : row.getString("failure"),
                report(row.getString("report")));
    }

    private @Nullable JsonNode report(@Nullable String text) {
        return text == null ? null : json.readTree(text);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
