package dev.rendezvous.engine.history;

import java.time.Clock;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Table {@code history_import}: which history was brought here, and whether all of it is. */
final class Imports {
    private final JdbcClient db;
    private final Clock clock;

    Imports(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** The one that was begun and has not come to its end. */
    Optional<MovedHistory> unfinished() {
        return db.sql("SELECT events, hash FROM history_import WHERE finished_at IS NULL")
                .query((row, number) -> new MovedHistory(row.getLong(1), row.getString(2)))
                .optional();
    }

    void begin(MovedHistory history) {
        db.sql("INSERT INTO history_import (hash, events, started_at) VALUES (?, ?, ?)")
                .params(history.hash(), history.events(), clock.instant().toString())
                .update();
    }

    void finish() {
        db.sql("UPDATE history_import SET finished_at = ? WHERE finished_at IS NULL")
                .param(clock.instant().toString())
                .update();
    }
}
