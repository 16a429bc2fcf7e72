package dev.rendezvous.engine.history;

import dev.rendezvous.engine.Durability;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.transaction.support.TransactionOperations;

/** Table {@code domain_event}. Positions stay what they were. */
public final class SqlHistory implements HistoryStore {
    private static final String COLUMNS = "global_index, event_identifier, aggregate_type, aggregate_identifier,"
            + " sequence_number, time_stamp, payload_type, payload_revision, payload, meta_data";

    private final JdbcOperations db;
    private final TransactionOperations transaction;
    private final Durability durability;

    public SqlHistory(JdbcOperations db, TransactionOperations transaction, Durability durability) {
        this.db = db;
        this.transaction = transaction;
        this.durability = durability;
    }

    @Override
    public List<StoredEvent> after(long position, int most) {
        return db.query(
                "SELECT " + COLUMNS + " FROM domain_event WHERE global_index > ? ORDER BY global_index LIMIT ?",
                (row, number) -> read(row),
                position,
                most);
    }

    @Override
    public List<StoredEvent> at(List<Long> positions) {
        return db.query(
                connection -> {
                    PreparedStatement statement = connection.prepareStatement("SELECT " + COLUMNS
                            + " FROM domain_event WHERE global_index = ANY (?) ORDER BY global_index");
                    statement.setArray(1, connection.createArrayOf("BIGINT", positions.toArray()));
                    return statement;
                },
                (row, number) -> read(row));
    }

    @Override
    public long count() {
        Long count = db.queryForObject("SELECT COUNT(*) FROM domain_event", Long.class);
        return count == null ? 0 : count;
    }

    @Override
    public void append(List<StoredEvent> events) {
        String insert = "INSERT INTO domain_event (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
        transaction.executeWithoutResult(
                status -> db.batchUpdate(insert, events, events.size(), (row, event) -> write(event, row)));
        durability.onDisk().join();
    }

    /** The identities of new rows count on from there. */
    @Override
    public void continueAfter(long position) {
        db.execute("ALTER TABLE domain_event ALTER COLUMN global_index RESTART WITH " + (position + 1));
    }

    private static StoredEvent read(ResultSet row) throws SQLException {
        return new StoredEvent(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getLong(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                StoredEvent.text(row.getBytes(9), row.getLong(1)),
                StoredEvent.text(row.getBytes(10), row.getLong(1)));
    }

    private static void write(StoredEvent event, PreparedStatement row) throws SQLException {
        row.setLong(1, event.position());
        row.setString(2, event.eventId());
        row.setString(3, event.aggregateType());
        row.setString(4, event.aggregateId());
        row.setLong(5, event.sequenceNumber());
        row.setString(6, event.timeStamp());
        row.setString(7, event.payloadType());
        row.setString(8, event.payloadRevision());
        row.setBytes(9, event.payload().getBytes(StandardCharsets.UTF_8));
        row.setBytes(10, event.metaData().getBytes(StandardCharsets.UTF_8));
    }
}
