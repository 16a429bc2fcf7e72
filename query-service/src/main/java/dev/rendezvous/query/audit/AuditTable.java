package dev.rendezvous.query.audit;

import dev.rendezvous.engine.history.HistoryChain;
import dev.rendezvous.query.replay.TableNames;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;

/** Appends to one set of the tables of the audit log. One node at a time does; the key of the numbers would stop a second one. */
final class AuditTable {
    /** All of a set. */
    static final List<String> TABLES = List.of("audit_entry", "audit_entry_device", "audit_event_type", "audit_period");

    /** Entries whose times are summed up in one row. */
    static final int BLOCK = 1_024;

    private static final int COPIED_AT_ONCE = 1_000;
    private static final int INSERTED_AT_ONCE = 100;

    private static final End START = new End(0, -1, new byte[HistoryChain.LENGTH]);

    private final JdbcOperations db;
    private final TableNames tables;

    AuditTable(JdbcOperations db, TableNames tables) {
        this.db = db;
        this.tables = tables;
    }

    /** The last entry: its number, position and hash. */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares it
    record End(long number, long position, byte[] hash) {}

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
                tables.in("SELECT number, position, hash FROM {audit_entry} ORDER BY number DESC LIMIT 1"),
                (row, number) -> new End(row.getLong(1), row.getLong(2), row.getBytes(3)));
        return last.isEmpty() ? START : last.get(0);
    }

    /**
     * How many rows are best appended together. PostgreSQL takes more the quicker; H2 does not, and there whoever limits the time
     * of a transaction is to notice soon how long they take.
     */
    int atOnce() {
        return Postgres.is(db) ? COPIED_AT_ONCE : INSERTED_AT_ONCE;
    }

    /** In the transaction of the caller; PostgreSQL is copied into, which takes it a part of the time that inserts take. */
    void append(List<AuditRow.WithDevices> rows) {
        addTypes(rows);
        db.execute((ConnectionCallback<Boolean>) connection -> {
            if (Postgres.is(connection)) EntryCopy.write(rows, tables, connection);
            else EntryInserts.write(rows, tables, connection);
            return true;
        });
        addTimes(rows);
    }

    /** Row by row. */
    void clear() {
        TABLES.forEach(table -> db.update(tables.in("DELETE FROM {%s}".formatted(table))));
    }

    /** At once; H2 commits the transaction of its caller. */
    void truncate() {
        TABLES.forEach(table -> db.execute(tables.in("TRUNCATE TABLE {%s}".formatted(table))));
    }

    static long blockOf(long number) {
        return (number - 1) / BLOCK;
    }

    private void addTypes(List<AuditRow.WithDevices> rows) {
        Set<String> types = new HashSet<>();
        rows.forEach(row -> types.add(row.row().type()));
        db.queryForList(tables.in("SELECT type FROM {audit_event_type}"), String.class)
                .forEach(types::remove);
        types.forEach(type -> db.update(tables.in("INSERT INTO {audit_event_type} (type) VALUES (?)"), type));
    }

    private void addTimes(List<AuditRow.WithDevices> rows) {
        Map<Long, Period> periods = new TreeMap<>();
        rows.forEach(row -> periods.merge(blockOf(row.row().number()), Period.of(row.row()), Period::and));
        periods.forEach((block, period) -> {
            int known = db.update(
                    tables.in("UPDATE {audit_period} SET earliest = LEAST(earliest, ?), latest = GREATEST(latest, ?)"
                            + " WHERE block = ?"),
                    period.earliest(),
                    period.latest(),
                    block);
            if (known == 0) {
                db.update(
                        tables.in("INSERT INTO {audit_period} (block, earliest, latest) VALUES (?, ?, ?)"),
                        block,
                        period.earliest(),
                        period.latest());
            }
        });
    }
}
