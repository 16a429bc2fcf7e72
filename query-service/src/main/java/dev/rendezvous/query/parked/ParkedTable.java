package dev.rendezvous.query.parked;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.axonframework.common.DateTimeUtils;
import org.axonframework.eventhandling.deadletter.jdbc.DeadLetterSchema;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Table {@code parked_event}, read. Axon's queue of dead letters writes it. */
final class ParkedTable {
    static final DeadLetterSchema SCHEMA = DeadLetterSchema.builder()
            .deadLetterTable("parked_event")
            .deadLetterIdentifierColumn("id")
            .processingGroupColumn("projection")
            .sequenceIdentifierColumn("sequence")
            .sequenceIndexColumn("place")
            .messageTypeColumn("message_type")
            .eventIdentifierColumn("event_identifier")
            .timestampColumn("time_stamp")
            .payloadTypeColumn("payload_type")
            .payloadRevisionColumn("payload_revision")
            .payloadColumn("payload")
            .metaDataColumn("meta_data")
            .aggregateTypeColumn("aggregate_type")
            .aggregateIdentifierColumn("aggregate_identifier")
            .sequenceNumberColumn("sequence_number")
            .tokenTypeColumn("token_type")
            .tokenColumn("token")
            .enqueuedAtColumn("parked_at")
            .lastTouchedColumn("last_tried_at")
            .processingStartedColumn("processing_started")
            .causeTypeColumn("cause_type")
            .causeMessageColumn("cause_message")
            .diagnosticsColumn("diagnostics")
            .build();

    private final JdbcClient db;

    ParkedTable(JdbcClient db) {
        this.db = db;
    }

    List<Parked> all(List<String> projections) {
        if (projections.isEmpty()) return List.of();
        return db.sql("SELECT * FROM parked_event WHERE projection IN (:projections) ORDER BY parked_at, place")
                .param("projections", projections)
                .query((row, number) -> parked(row))
                .list();
    }

    Optional<Parked> find(String projection, String id) {
        return db.sql("SELECT * FROM parked_event WHERE projection = ? AND id = ?")
                .params(projection, id)
                .query((row, number) -> parked(row))
                .optional();
    }

    Set<String> sequences(String projection) {
        return new HashSet<>(db.sql("SELECT DISTINCT sequence FROM parked_event WHERE projection = ?")
                .param(projection)
                .query(String.class)
                .list());
    }

    boolean has(String projection, String sequence) {
        return db.sql("SELECT EXISTS (SELECT 1 FROM parked_event WHERE projection = ? AND sequence = ?)")
                .params(projection, sequence)
                .query(Boolean.class)
                .single();
    }

    long count(String projection) {
        return db.sql("SELECT COUNT(*) FROM parked_event WHERE projection = ?")
                .param(projection)
                .query(Long.class)
                .single();
    }

    void clear(String projection) {
        db.sql("DELETE FROM parked_event WHERE projection = ?")
                .param(projection)
                .update();
    }

    void rename(String from, String to) {
        db.sql("UPDATE parked_event SET projection = ? WHERE projection = ?")
                .params(to, from)
                .update();
    }

    private static Parked parked(ResultSet row) throws SQLException {
        String type = row.getString("payload_type");
        return new Parked(
                row.getString("id"),
                row.getString("projection"),
                row.getString("sequence"),
                row.getLong("place"),
                type.substring(type.lastIndexOf('.') + 1),
                row.getString("event_identifier"),
                DateTimeUtils.parseInstant(row.getString("time_stamp")),
                DateTimeUtils.parseInstant(row.getString("parked_at")),
                DateTimeUtils.parseInstant(row.getString("last_tried_at")),
                error(row.getString("cause_message")));
    }

    /** Without the statement that H2 adds. */
    private static @Nullable String error(@Nullable String message) {
        if (message == null) return null;
        int statement = message.indexOf("; SQL statement");
        return statement < 0 ? message : message.substring(0, statement);
    }
}
