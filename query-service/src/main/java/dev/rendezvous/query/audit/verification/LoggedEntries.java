package dev.rendezvous.query.audit.verification;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Table {@code audit_entry} as it is now, read page by page. */
final class LoggedEntries {
    private final JdbcClient db;

    LoggedEntries(JdbcClient db) {
        this.db = db;
    }

    @SuppressWarnings("ArrayRecordComponent") // nobody compares it
    record Entry(long number, long position, byte[] digest, byte[] hash) {}

    long last() {
        return db.sql("SELECT COALESCE(MAX(number), 0) FROM audit_entry")
                .query(Long.class)
                .single();
    }

    List<Entry> after(long number, int most) {
        return db.sql("SELECT number, position, digest, hash FROM audit_entry WHERE number > ? ORDER BY number LIMIT ?")
                .params(number, most)
                .query((row, index) -> new Entry(row.getLong(1), row.getLong(2), row.getBytes(3), row.getBytes(4)))
                .list();
    }

    /** Reads the whole table. */
    Optional<Long> numberOf(byte[] hash) {
        return db.sql("SELECT number FROM audit_entry WHERE hash = ? ORDER BY number LIMIT 1")
                .param(hash)
                .query(Long.class)
                .optional();
    }
}
