package dev.rendezvous.query.linkeddevice;

import dev.rendezvous.query.replay.TableNames;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One of the two sets of the tables of this package: one serves, the other is empty or being rebuilt (R54). */
final class TableSet {
    /** A table, and the column that says what a row is about. */
    record Table(String name, String key) {}

    static final List<Table> TABLES = List.of(
            new Table("linked_device", "account_id"),
            new Table("account_status", "account_id"),
            new Table("approval_change", "account_id"),
            new Table("defined_profile", "name"));

    private final JdbcClient db;
    private final TableNames names;

    private TableSet(JdbcClient db, TableNames names) {
        this.db = db;
        this.names = names;
    }

    /** The set of a generation, which it shares with the one after the next. */
    static TableSet of(long generation, JdbcClient db) {
        return new TableSet(db, TableNames.of(generation));
    }

    /** @param statement with the names of tables in braces */
    JdbcClient.StatementSpec sql(String statement) {
        return db.sql(named(statement));
    }

    /** The statement with the names that tables have in this set. */
    String named(String statement) {
        return names.in(statement);
    }
}
