package dev.rendezvous.engine;

import java.time.Instant;
import java.util.Collection;
import org.axonframework.common.DateTimeUtils;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The event log in table {@code domain_event}. */
final class SqlEventLog implements EventLog {
    private final JdbcClient db;

    SqlEventLog(JdbcClient db) {
        this.db = db;
    }

    @Override
    public long head() {
        return db.sql("SELECT COALESCE(MAX(global_index), -1) FROM domain_event")
                .query(Long.class)
                .single();
    }

    @Override
    public boolean anyCommitted(Collection<Long> positions) {
        if (positions.isEmpty()) return false;
        return db.sql("SELECT EXISTS (SELECT 1 FROM domain_event WHERE global_index IN (:positions))")
                .param("positions", positions)
                .query(Boolean.class)
                .single();
    }

    @Override
    public @Nullable Instant timeAfter(long position) {
        return db.sql("SELECT time_stamp FROM domain_event WHERE global_index > ? ORDER BY global_index LIMIT 1")
                .param(position)
                .query(String.class)
                .optional()
                .map(DateTimeUtils::parseInstant)
                .orElse(null);
    }
}
