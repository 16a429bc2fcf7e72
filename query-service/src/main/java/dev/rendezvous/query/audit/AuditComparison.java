package dev.rendezvous.query.audit;

import dev.rendezvous.query.replay.Comparison;
import dev.rendezvous.query.replay.PortionSize;
import dev.rendezvous.query.replay.Replayable.Portion;
import dev.rendezvous.query.replay.TableNames;
import dev.rendezvous.query.replay.TableSets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Compares the two sets of tables, all columns of each row, in the database: a table after the other, some rows at a time and
 * whole keys only. What is counted are rows, and where sets differ, keys.
 */
final class AuditComparison {
    private static final List<Table> TABLES = List.of(
            new Table("{audit_entry}", "number", Long.MIN_VALUE),
            new Table("{audit_entry_device}", "device_id", ""),
            new Table("{audit_event_type}", "type", ""),
            new Table("{audit_period}", "block", Long.MIN_VALUE));

    private final JdbcOperations db;
    private final TableSets sets;
    private final PortionSize rows = new PortionSize(5_000, System::nanoTime);

    AuditComparison(JdbcOperations db, TableSets sets) {
        this.db = db;
        this.sets = sets;
    }

    /**
     * What is compared.
     *
     * @param key column that says what a row is about
     * @param first comes before every key
     */
    private record Table(String name, String key, Object first) {
        Object keyOf(String text) {
            return first instanceof Long ? (Object) Long.valueOf(text) : text;
        }
    }

    /**
     * Keys of a table.
     *
     * @param after exclusive
     * @param last inclusive; null for no end
     */
    private record Range(Table table, Object after, @Nullable Object last) {
        String rowsOf(TableNames set) {
            String end = last == null ? "" : " AND %s <= ?".formatted(table.key());
            return set.in(" FROM %s WHERE %s > ?%s".formatted(table.name(), table.key(), end));
        }

        /** As often as the statement names rows. */
        Object[] parameters(int times) {
            List<Object> all = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                all.add(after);
                if (last != null) all.add(last);
            }
            return all.toArray();
        }
    }

    /** @param cursor number of the table, a colon, the last key that was compared */
    Portion compare(@Nullable String cursor) {
        return rows.timed(() -> compareFrom(cursor));
    }

    private Portion compareFrom(@Nullable String cursor) {
        int number = cursor == null ? 0 : Integer.parseInt(cursor.substring(0, cursor.indexOf(':')));
        String after = cursor == null ? "" : cursor.substring(cursor.indexOf(':') + 1);
        Table table = TABLES.get(number);
        TableNames serving = sets.serving();
        TableNames beside = sets.beside();
        Range range = portionOf(table, after.isEmpty() ? table.first() : table.keyOf(after), serving, beside);
        boolean more = number + 1 < TABLES.size();
        String nextTable = more ? number + 1 + ":" : null;
        return new Portion(
                compare(range, serving, beside), range.last() == null ? nextTable : number + ":" + range.last());
    }

    private Range portionOf(Table table, Object after, TableNames one, TableNames other) {
        Range rest = new Range(table, after, null);
        String some = "(SELECT %1$s AS last%2$s ORDER BY %1$s LIMIT 1 OFFSET %3$d)";
        String both = "SELECT MIN(last) FROM (%s UNION ALL %s) ends"
                .formatted(
                        some.formatted(table.key(), rest.rowsOf(one), rows.now() - 1),
                        some.formatted(table.key(), rest.rowsOf(other), rows.now() - 1));
        return new Range(table, after, db.queryForObject(both, table.first().getClass(), rest.parameters(2)));
    }

    private Comparison compare(Range range, TableNames serving, TableNames beside) {
        long there = count(range, serving);
        long rebuilt = count(range, beside);
        SortedSet<String> differing = differing(range, serving, beside);
        if (there != rebuilt || !differing.isEmpty()) differing.addAll(differing(range, beside, serving));
        return Comparison.of(Math.max(there, rebuilt), List.copyOf(differing));
    }

    private long count(Range range, TableNames set) {
        Long count = db.queryForObject("SELECT COUNT(*)" + range.rowsOf(set), Long.class, range.parameters(1));
        return count == null ? 0 : count;
    }

    /** Of rows that {@code one} has and {@code other} has not. */
    private SortedSet<String> differing(Range range, TableNames one, TableNames other) {
        String rows = "SELECT *%s EXCEPT SELECT *%s".formatted(range.rowsOf(one), range.rowsOf(other));
        return new TreeSet<>(db.query(
                "SELECT DISTINCT %s FROM (%s) rows".formatted(range.table().key(), rows),
                (row, number) -> range.table().name().replaceAll("[{}]", "") + " " + row.getString(1),
                range.parameters(2)));
    }
}
