package dev.rendezvous.query.audit;

import dev.rendezvous.query.replay.TableSets;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads the audit log from the tables that serve, whichever these are. */
final class ServingLog {
    private final JdbcClient db;
    private final TableSets tables;

    ServingLog(JdbcClient db, TableSets tables) {
        this.db = db;
        this.tables = tables;
    }

    /** What was found in tables that served all the while; {@code read} is called again if they did not. */
    <T> T read(Function<AuditSearch, T> read) {
        return tables.read(names -> read.apply(new AuditSearch(db, names)));
    }
}
