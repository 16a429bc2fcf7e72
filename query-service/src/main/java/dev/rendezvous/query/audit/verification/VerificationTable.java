package dev.rendezvous.query.audit.verification;

import dev.rendezvous.query.audit.verification.Verification.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Table {@code audit_verification}: what any node tells of a verification, whichever works on it. */
final class VerificationTable {
    /** After this long without a sign of life its node is taken for dead. */
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private static final String COLUMNS =
            "id, state, started_at, seen_at, ended_at, entries, total, proven, unknown_keys, broken_entry, broken_position, reason";

    private final JdbcClient db;
    private final TransactionOperations transaction;
    private final Clock clock;

    VerificationTable(JdbcClient db, TransactionOperations transaction, Clock clock) {
        this.db = db;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** The one that is at work, or {@code fresh} after it was begun. */
    UUID begin(UUID fresh, long total) {
        AtomicReference<UUID> begun = new AtomicReference<>(fresh);
        transaction.executeWithoutResult(status -> {
            db.sql("SELECT id FROM audit_checkpoint_writer FOR UPDATE").query().singleValue();
            giveUpSilent();
            begun.set(running().orElseGet(() -> insert(fresh, total)));
        });
        return begun.get();
    }

    Optional<Verification> find(UUID id) {
        giveUpSilent();
        return db.sql("SELECT " + COLUMNS + " FROM audit_verification WHERE id = ?")
                .param(id)
                .query((row, number) -> read(row))
                .optional();
    }

    void progress(UUID id, long entries, long proven, Set<String> unknownKeys) {
        db.sql("UPDATE audit_verification SET entries = ?, proven = ?, unknown_keys = ?, seen_at = ? WHERE id = ?")
                .params(entries, proven, String.join(" ", unknownKeys), now(), id)
                .update();
    }

    void end(UUID id, State state, @Nullable Broken broken, @Nullable String failure) {
        db.sql(
                        "UPDATE audit_verification SET state = ?, ended_at = ?, broken_entry = ?, broken_position = ?, reason = ?"
                                + " WHERE id = ?")
                .param(state.name())
                .param(now())
                .param(broken == null ? null : broken.entry())
                .param(broken == null ? null : broken.position())
                .param(broken == null ? failure : broken.reason())
                .param(id)
                .update();
    }

    private Optional<UUID> running() {
        return db.sql("SELECT id FROM audit_verification WHERE state = 'RUNNING'")
                .query(UUID.class)
                .optional();
    }

    private UUID insert(UUID id, long total) {
        db.sql("INSERT INTO audit_verification (id, state, started_at, seen_at, entries, total, proven)"
                        + " VALUES (?, 'RUNNING', ?, ?, 0, ?, 0)")
                .params(id, now(), now(), total)
                .update();
        return id;
    }

    private void giveUpSilent() {
        db.sql(
                        "UPDATE audit_verification SET state = 'CANCELLED', ended_at = ? WHERE state = 'RUNNING' AND seen_at < ?")
                .params(now(), now() - SILENCE.toMillis())
                .update();
    }

    private long now() {
        return clock.millis();
    }

    private static Verification read(ResultSet row) throws SQLException {
        State state = State.valueOf(row.getString(2));
        long entries = row.getLong(6);
        long total = row.getLong(7);
        String unknownKeys = row.getString(9);
        Long brokenEntry = row.getObject(10, Long.class);
        String reason = row.getString(12);
        Broken broken = brokenEntry == null
                ? null
                : new Broken(brokenEntry, row.getObject(11, Long.class), reason == null ? "" : reason);
        Long ended = row.getObject(5, Long.class);
        return new Verification(
                row.getObject(1, UUID.class),
                state,
                state == State.DONE ? (broken == null ? "holds" : "broken") : null,
                Instant.ofEpochMilli(row.getLong(3)),
                ended == null ? null : Instant.ofEpochMilli(ended),
                entries,
                total,
                total == 0 ? 100 : (int) Math.min(100, 100 * entries / total),
                row.getLong(8),
                unknownKeys == null || unknownKeys.isEmpty() ? List.of() : List.of(unknownKeys.split(" ")),
                broken,
                state == State.FAILED ? reason : null);
    }
}
