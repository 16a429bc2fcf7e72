package dev.rendezvous.query.linkeddevice;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Changes to the tables of one set that are made together, alike ones in batches. Those about the same account or profile are
 * made in the order in which they were noted; others have no row in common. For one thread.
 */
final class Changes {
    private final TableSet tables;
    private final JdbcOperations db;
    private final Map<String, List<Change>> noted = new LinkedHashMap<>();
    private List<Change> ofSubject = new ArrayList<>();

    Changes(TableSet tables, JdbcOperations db) {
        this.tables = tables;
        this.db = db;
    }

    /** @param otherwise for a row that is not there; null if there is nothing to do then */
    private record Statement(String sql, @Nullable String otherwise) {}

    @SuppressWarnings("ArrayRecordComponent") // never compared or shown
    private record Change(Statement statement, @Nullable Object[] values) {}

    /** What is noted from here on is about {@code subject}. */
    void about(String subject) {
        ofSubject = noted.computeIfAbsent(subject, key -> new ArrayList<>());
    }

    /** @param sql with the names of tables in braces; it finds its rows by itself, and nobody is told how many */
    void note(String sql, @Nullable Object... values) {
        ofSubject.add(new Change(new Statement(sql, null), values));
    }

    /** Updates a row, or inserts it if it is not there: both take the same values in the same order. */
    void noteRow(String update, String insert, @Nullable Object... values) {
        ofSubject.add(new Change(new Statement(update, insert), values));
    }

    /** Makes what was noted, in the transaction of its caller: the first change of each subject, then the second, and so on. */
    void make() {
        List<List<Change>> subjects = new ArrayList<>(noted.values());
        noted.clear();
        for (int turn = 0; !subjects.isEmpty(); turn++) {
            int done = turn;
            subjects.removeIf(changes -> changes.size() <= done);
            Map<Statement, List<@Nullable Object[]>> alike = new LinkedHashMap<>();
            for (List<Change> changes : subjects) {
                Change change = changes.get(turn);
                alike.computeIfAbsent(change.statement(), key -> new ArrayList<>())
                        .add(change.values());
            }
            alike.forEach(this::make);
        }
    }

    /** Nothing of what was noted is made. */
    void forget() {
        noted.clear();
    }

    private void make(Statement statement, List<@Nullable Object[]> rows) {
        int[] found = run(statement.sql(), rows);
        if (statement.otherwise() == null) return;
        List<@Nullable Object[]> missing = new ArrayList<>();
        for (int i = 0; i < found.length; i++) if (found[i] == 0) missing.add(rows.get(i));
        if (!missing.isEmpty()) run(statement.otherwise(), missing);
    }

    /** For each how many rows it changed. */
    private int[] run(String sql, List<@Nullable Object[]> rows) {
        String named = tables.named(sql);
        if (rows.size() == 1) return new int[] {db.update(named, row -> set(row, rows.get(0)))};
        return db.batchUpdate(named, rows, rows.size(), Changes::set)[0];
    }

    private static void set(PreparedStatement statement, @Nullable Object[] values) throws SQLException {
        for (int i = 0; i < values.length; i++) statement.setObject(i + 1, values[i]);
    }
}
