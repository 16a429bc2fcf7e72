package dev.rendezvous.query.audit;

import dev.rendezvous.query.replay.TableNames;
import java.util.List;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * The indexes by which entries are searched. PostgreSQL makes them of all entries in a part of the time that it takes entry by
 * entry, so tables that are filled have none till then. On H2 they are always there: to make them would be one long
 * transaction, for which every acknowledgement waits.
 */
final class LaterIndexes {
    private static final List<String> SEARCHED = List.of("{audit_entry}", "{audit_entry_device}");

    private final JdbcOperations db;

    LaterIndexes(JdbcOperations db) {
        this.db = db;
    }

    private record Index(String name, String definition) {
        /** What makes the same one for another table. */
        String on(String table, String other) {
            String renamed = other + name.substring(table.length());
            return definition.replaceFirst(
                    "INDEX \\S+ ON \\S+", "INDEX IF NOT EXISTS %s ON %s".formatted(renamed, other));
        }
    }

    void drop(TableNames set) {
        if (!Postgres.is(db)) return;
        for (String searched : SEARCHED) {
            of(set.in(searched)).forEach(index -> db.execute("DROP INDEX IF EXISTS " + index.name()));
        }
    }

    /**
     * The same indexes as the other set has, those that are missing, and what PostgreSQL needs to know to choose them. Two who
     * do this at once do it one after the other. In a transaction, and takes long.
     */
    void create(TableNames like, TableNames set) {
        if (!Postgres.is(db)) return;
        for (String searched : SEARCHED) create(like.in(searched), set.in(searched));
    }

    private void create(String like, String table) {
        db.execute("LOCK TABLE %s IN SHARE UPDATE EXCLUSIVE MODE".formatted(table));
        of(like).forEach(index -> db.execute(index.on(like, table)));
        db.execute("ANALYZE " + table);
    }

    private List<Index> of(String table) {
        return db.query(
                """
                SELECT indexname, indexdef FROM pg_indexes
                WHERE schemaname = CURRENT_SCHEMA() AND tablename = ?
                AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = CAST(indexname AS regclass))""",
                (row, number) -> new Index(row.getString(1), row.getString(2)),
                table);
    }
}
