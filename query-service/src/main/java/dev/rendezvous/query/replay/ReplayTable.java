package dev.rendezvous.query.replay;

import dev.rendezvous.engine.StoredTokens;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.SerializedObject;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Table {@code replay}: what all nodes know of replays, one row each, kept after their end. */
final class ReplayTable {
    private static final int MOST_OF_FAILURE = 1_000;

    private final JdbcClient db;
    private final StoredTokens tokens;
    private final Clock clock;

    ReplayTable(JdbcClient db, StoredTokens tokens, Clock clock) {
        this.db = db;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** False if one runs that has the same {@code place}. */
    boolean add(UUID id, String projection, String place, TakeOver takeOver, String node) {
        try {
            db.sql(
                            """
                    INSERT INTO replay (id, projection, running, state, take_over, node, beat_at, started_at)
                    VALUES (?, ?, ?, 'REBUILDING', ?, ?, ?, ?)""")
                    .params(id, projection, place, takeOver.name(), node, now(), now())
                    .update();
            return true;
        } catch (DuplicateKeyException running) {
            return false;
        }
    }

    Optional<ReplayRow> find(UUID id) {
        return db.sql("SELECT * FROM replay WHERE id = ?")
                .param(id)
                .query(this::row)
                .optional();
    }

    /** The same, and nobody else changes it before the transaction ends. */
    Optional<ReplayRow> lock(UUID id) {
        return db.sql("SELECT * FROM replay WHERE id = ? FOR UPDATE")
                .param(id)
                .query(this::row)
                .optional();
    }

    List<ReplayRow> running() {
        return db.sql("SELECT * FROM replay WHERE running IS NOT NULL")
                .query(this::row)
                .list();
    }

    Optional<UUID> runningAt(String place) {
        return db.sql("SELECT id FROM replay WHERE running = ?")
                .param(place)
                .query(UUID.class)
                .optional();
    }

    /** Takes over from a node that is gone; false if another was faster, or it is not gone. */
    boolean claim(ReplayRow seen, String node) {
        return db.sql("UPDATE replay SET node = ?, beat_at = ?"
                                + " WHERE id = ? AND node = ? AND beat_at = ? AND running IS NOT NULL")
                        .params(node, now(), seen.id(), seen.node(), utc(seen.beatAt()))
                        .update()
                > 0;
    }

    /** Gives the claim up: any node may go on at once. */
    void release(UUID id, String node) {
        db.sql("UPDATE replay SET beat_at = ? WHERE id = ? AND node = ?")
                .params(utc(Instant.EPOCH), id, node)
                .update();
    }

    /** Whether it ran, and so will be cancelled. */
    boolean cancel(UUID id) {
        return db.sql(
                                "UPDATE replay SET cancelled = TRUE WHERE id = ? AND running IS NOT NULL AND state <> 'TAKING_OVER'")
                        .param(id)
                        .update()
                > 0;
    }

    void begun(UUID id, @Nullable TrackingToken from, long fromPosition) {
        db.sql("UPDATE replay SET begun = TRUE, from_position = ?, position = ?, handled = 0, beat_at = ? WHERE id = ?")
                .params(fromPosition, fromPosition, now(), id)
                .update();
        if (from != null) progress(id, from, fromPosition, 0);
    }

    void progress(UUID id, TrackingToken token, long position, long handledMore) {
        SerializedObject<byte[]> written = tokens.written(token);
        db.sql(
                        "UPDATE replay SET token = ?, token_type = ?, position = ?, handled = handled + ?, beat_at = ? WHERE id = ?")
                .params(written.getData(), written.getType().getName(), position, handledMore, now(), id)
                .update();
    }

    void beat(UUID id) {
        db.sql("UPDATE replay SET beat_at = ? WHERE id = ?").params(now(), id).update();
    }

    void state(UUID id, ReplayState state) {
        db.sql("UPDATE replay SET state = ?, beat_at = ? WHERE id = ?")
                .params(state.name(), now(), id)
                .update();
    }

    void compared(UUID id, Comparison found) {
        db.sql("UPDATE replay SET compared = ?, differing = ?, examples = ?, beat_at = ? WHERE id = ?")
                .params(found.compared(), found.differing(), String.join("\n", found.examples()), now(), id)
                .update();
    }

    void end(UUID id, ReplayState state, @Nullable String failure) {
        db.sql("UPDATE replay SET state = ?, failure = ?, ended_at = ?, running = NULL WHERE id = ?")
                .param(state.name())
                .param(failure == null ? null : failure.substring(0, Math.min(failure.length(), MOST_OF_FAILURE)))
                .param(now())
                .param(id)
                .update();
    }

    private ReplayRow row(ResultSet row, int number) throws SQLException {
        byte[] token = row.getBytes("token");
        return new ReplayRow(
                row.getObject("id", UUID.class),
                row.getString("projection"),
                ReplayState.valueOf(row.getString("state")),
                TakeOver.valueOf(row.getString("take_over")),
                row.getBoolean("cancelled"),
                row.getString("node"),
                row.getObject("beat_at", OffsetDateTime.class).toInstant(),
                row.getBoolean("begun"),
                token == null ? null : tokens.read(token, row.getString("token_type")),
                row.getLong("from_position"),
                row.getLong("position"),
                row.getLong("handled"),
                comparison(row),
                row.getString("failure"),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                instant(row, "ended_at"));
    }

    private static @Nullable Comparison comparison(ResultSet row) throws SQLException {
        String examples = row.getString("examples");
        return examples == null
                ? null
                : new Comparison(
                        row.getLong("compared"),
                        row.getLong("differing"),
                        examples.isEmpty() ? List.of() : List.of(examples.split("\n")));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private OffsetDateTime now() {
        return utc(clock.instant());
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
