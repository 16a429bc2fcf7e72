package dev.rendezvous.query.audit;

import dev.rendezvous.engine.history.HistoryChain;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcOperations;

/** Appends to the tables of the audit log. One node at a time does; the key of the numbers would stop a second one. */
final class AuditTable {
    /** Entries whose times are summed up in one row. */
    static final int BLOCK = 1_024;

    private static final End START = new End(0, -1, new byte[HistoryChain.LENGTH]);

    private final JdbcOperations db;

    AuditTable(JdbcOperations db) {
        this.db = db;
    }

    /** The last entry: its number, position and hash. */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares it
    record End(long number, long position, byte[] hash) {}

    private record Named(String device, long number) {}

    /** Times of entries in milliseconds. */
    private record Period(long earliest, long latest) {
        static Period of(AuditRow row) {
            long time = row.time().toEpochMilli();
            return new Period(time, time);
        }

        Period and(Period other) {
            return new Period(Math.min(earliest, other.earliest), Math.max(latest, other.latest));
        }
    }

    End end() {
        List<End> last = db.query(
                "SELECT number, position, hash FROM audit_entry ORDER BY number DESC LIMIT 1",
                (row, number) -> new End(row.getLong(1), row.getLong(2), row.getBytes(3)));
        return last.isEmpty() ? START : last.get(0);
    }

    void append(List<AuditRow.WithDevices> rows) {
        addTypes(rows);
        db.batchUpdate(
                "INSERT INTO audit_entry (number, position, time_ms, type, account_id, session_id, actor, digest, hash)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                rows,
                rows.size(),
                (statement, row) -> write(statement, row.row()));
        List<Named> named = rows.stream()
                .flatMap(row -> row.devices().stream()
                        .map(device -> new Named(device, row.row().number())))
                .toList();
        if (!named.isEmpty()) {
            db.batchUpdate(
                    "INSERT INTO audit_entry_device (device_id, number) VALUES (?, ?)",
                    named,
                    named.size(),
                    (statement, device) -> {
                        statement.setString(1, device.device());
                        statement.setLong(2, device.number());
                    });
        }
        addTimes(rows);
    }

    void clear() {
        List.of("audit_entry", "audit_entry_device", "audit_event_type", "audit_period")
                .forEach(table -> db.update("DELETE FROM " + table));
    }

    static long blockOf(long number) {
        return (number - 1) / BLOCK;
    }

    private static void write(PreparedStatement statement, AuditRow row) throws SQLException {
        statement.setLong(1, row.number());
        statement.setLong(2, row.position());
        statement.setLong(3, row.time().toEpochMilli());
        statement.setString(4, row.type());
        statement.setString(5, row.account());
        statement.setObject(6, row.session());
        statement.setString(7, row.actor());
        statement.setBytes(8, row.digest());
        statement.setBytes(9, row.hash());
    }

    private void addTypes(List<AuditRow.WithDevices> rows) {
        Set<String> types = new HashSet<>();
        rows.forEach(row -> types.add(row.row().type()));
        db.queryForList("SELECT type FROM audit_event_type", String.class).forEach(types::remove);
        types.forEach(type -> db.update("INSERT INTO audit_event_type (type) VALUES (?)", type));
    }

    private void addTimes(List<AuditRow.WithDevices> rows) {
        Map<Long, Period> periods = new TreeMap<>();
        rows.forEach(row -> periods.merge(blockOf(row.row().number()), Period.of(row.row()), Period::and));
        periods.forEach((block, period) -> {
            int known = db.update(
                    "UPDATE audit_period SET earliest = LEAST(earliest, ?), latest = GREATEST(latest, ?) WHERE block = ?",
                    period.earliest(),
                    period.latest(),
                    block);
            if (known == 0) {
                db.update(
                        "INSERT INTO audit_period (block, earliest, latest) VALUES (?, ?, ?)",
                        block,
                        period.earliest(),
                        period.latest());
            }
        });
    }
}
