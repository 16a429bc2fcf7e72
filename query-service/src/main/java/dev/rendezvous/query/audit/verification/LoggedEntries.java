package dev.rendezvous.query.audit.verification;

import dev.rendezvous.query.replay.TableSets;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of entries that serves, as it is now, read page by page. */
final class LoggedEntries {
    private final JdbcClient db;
    private final TableSets tables;

    LoggedEntries(JdbcClient db, TableSets tables) {
        this.db = db;
        this.tables = tables;
    }

    @SuppressWarnings("ArrayRecordComponent") // nobody compares it
    record Entry(long number, long position, byte[] digest, byte[] hash) {}

    long last() {
        return tables.read(names -> db.sql(names.in("SELECT COALESCE(MAX(number), 0) FROM {audit_entry}"))
                .query(Long.class)
                .single());
    }

    List<Entry> after(long number, int most) {
        return tables.read(names -> db.sql(names.in("SELECT number, position, digest, hash FROM {audit_entry}"
                        + " WHERE number > ? ORDER BY number LIMIT ?"))
                .params(number, most)
                .query((row, index) -> new Entry(row.getLong(1), row.getLong(2), row.getBytes(3), row.getBytes(4)))
                .list());
    }

    /** Reads the whole table. */
    Optional<Long> numberOf(byte[] hash) {
        return tables.read(
                names -> db.sql(names.in("SELECT number FROM {audit_entry} WHERE hash = ? ORDER BY number LIMIT 1"))
                        .param(hash)
                        .query(Long.class)
                        .optional());
    }
}
