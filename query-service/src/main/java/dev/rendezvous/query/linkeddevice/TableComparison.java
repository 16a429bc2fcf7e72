package dev.rendezvous.query.linkeddevice;

import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.registration.DeviceId;
import dev.rendezvous.engine.personal.PersonalTexts;
import dev.rendezvous.query.replay.Comparison;
import dev.rendezvous.query.replay.PortionSize;
import dev.rendezvous.query.replay.Replayable.Portion;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Compares the two sets of tables, a table after the other, some keys at a time and whole keys only: an account with all its
 * rows, a profile. How often a row is there
 * counts; in which order does not.
 */
final class TableComparison {
    private final JdbcClient db;
    private final PersonalTexts texts;
    private final PortionSize portion = new PortionSize(1_000, System::nanoTime);

    /** @param texts opens what no two tables have sealed alike */
    TableComparison(JdbcClient db, PersonalTexts texts) {
        this.db = db;
        this.texts = texts;
    }

    /** @param cursor number of the table, a colon, the last key that was compared */
    Portion compare(@Nullable String cursor) {
        int table = cursor == null ? 0 : Integer.parseInt(cursor.substring(0, cursor.indexOf(':')));
        String after = cursor == null ? "" : cursor.substring(cursor.indexOf(':') + 1);
        return portion.timed(() -> compare(table, after));
    }

    private Portion compare(int number, String after) {
        TableSet.Table table = TableSet.TABLES.get(number);
        String last = endOfPortion(table, after);
        if (last != null) return new Portion(compare(table, after, last), number + ":" + last);
        boolean more = number + 1 < TableSet.TABLES.size();
        return new Portion(Comparison.NOTHING, more ? number + 1 + ":" : null);
    }

    /** The key of the last row of a portion of either set; null if there is no more. */
    private @Nullable String endOfPortion(TableSet.Table table, String after) {
        String some = "(SELECT %1$s FROM {%2$s} WHERE %1$s > :after ORDER BY %1$s LIMIT %3$d)"
                .formatted(table.key(), table.name(), portion.now());
        return db.sql("SELECT MAX(%1$s) FROM (SELECT %1$s FROM (%2$s UNION ALL %3$s) b ORDER BY %1$s LIMIT %4$d) p"
                        .formatted(
                                table.key(),
                                TableSet.of(0, db).named(some),
                                TableSet.of(1, db).named(some),
                                portion.now()))
                .param("after", after)
                .query((row, n) -> row.getString(1))
                .optional()
                .orElse(null);
    }

    private Comparison compare(TableSet.Table table, String after, String last) {
        Map<String, List<Map<String, Object>>> even = rows(0, table, after, last);
        Map<String, List<Map<String, Object>>> odd = rows(1, table, after, last);
        Set<String> keys = new HashSet<>(even.keySet());
        keys.addAll(odd.keySet());
        List<String> differing = keys.stream()
                .filter(key -> differ(even.getOrDefault(key, List.of()), odd.getOrDefault(key, List.of())))
                .sorted()
                .map(key -> table.name() + " " + key)
                .toList();
        return Comparison.of(keys.size(), differing);
    }

    /** The rows of each key. */
    private Map<String, List<Map<String, Object>>> rows(int set, TableSet.Table table, String after, String last) {
        return TableSet.of(set, db)
                .sql("SELECT * FROM {%1$s} WHERE %2$s > ? AND %2$s <= ?".formatted(table.name(), table.key()))
                .params(after, last)
                .query()
                .listOfRows()
                .stream()
                .collect(Collectors.groupingBy(row -> String.valueOf(row.get(table.key()))));
    }

    /** Only what is not sealed alike is opened, which takes a key: mostly nothing. */
    private boolean differ(List<Map<String, Object>> some, List<Map<String, Object>> others) {
        return !counted(some).equals(counted(others))
                && !counted(some.stream().map(this::opened).toList())
                        .equals(counted(others.stream().map(this::opened).toList()));
    }

    private static Map<Map<String, Object>, Long> counted(List<Map<String, Object>> rows) {
        return rows.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    private Map<String, Object> opened(Map<String, Object> row) {
        Map<String, Object> opened = new TreeMap<>(row);
        if (row.get("name") instanceof String name && row.get("device_id") instanceof String device) {
            AccountId account = new AccountId(String.valueOf(row.get("account_id")));
            String place = SealedNames.placeOf(account, new DeviceId(device));
            opened.put("name", texts.open(place, name));
        }
        return opened;
    }
}
