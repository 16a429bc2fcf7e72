package dev.rendezvous.engine.postgres;

import java.util.function.LongSupplier;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Tells every node that events were committed. In a transaction of its own: PostgreSQL lets only one transaction that notifies
 * commit at a time, so inside those that append it would be one sync to one command.
 */
final class CommitNews implements LongSupplier {
    static final String CHANNEL = "rendezvous_committed";

    private final JdbcClient db;

    CommitNews(JdbcClient db) {
        this.db = db;
    }

    /** Returns the newest position, which covers everything that was committed before. */
    @Override
    public long getAsLong() {
        return db.sql("SELECT COALESCE(MAX(global_index), -1), pg_notify('%s', '') FROM domain_event"
                        .formatted(CHANNEL))
                .query((row, number) -> row.getLong(1))
                .single();
    }
}
