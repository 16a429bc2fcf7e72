package dev.rendezvous.engine.postgres;

import dev.rendezvous.engine.settled.OpenTransactions;
import java.util.HashSet;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The transactions that hold the lock on the table of events which an insert takes before it is given a position, and which ends
 * after the transaction has become visible, or was rolled back. By the numbers of transactions it could not be told: an insert
 * has its position before its transaction has a number. Nor does a reader that takes long, such as a backup, hold up anything.
 */
final class AppendingTransactions implements OpenTransactions {
    private final JdbcClient db;

    AppendingTransactions(JdbcClient db) {
        this.db = db;
    }

    @Override
    public Set<String> now() {
        return new HashSet<>(db.sql(
                        "SELECT virtualtransaction FROM pg_locks WHERE locktype = 'relation' AND mode = 'RowExclusiveLock'"
                                + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
                                + " AND relation = CAST('domain_event' AS regclass)")
                .query(String.class)
                .list());
    }
}
