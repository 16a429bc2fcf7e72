package dev.rendezvous.query.audit;

import dev.rendezvous.api.audit.AuditFilter;
import dev.rendezvous.query.replay.TableNames;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A query of entries, spelled so that an index gives them in the order wanted.
 *
 * @param index the columns by which the entries come, as the index has them
 */
record AuditSql(String text, List<String> index, List<Object> parameters) {
    /** The first entries of all parts together, each of which is asked for no more than these. */
    static AuditSql firstOf(List<AuditSql> parts, AuditQuery.Order order, int most) {
        List<Object> parameters = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        for (AuditSql part : parts) {
            String columns = part.index().stream()
                    .map(column -> column + " " + order.name())
                    .collect(Collectors.joining(", "));
            texts.add(part.text() + " ORDER BY " + columns + " LIMIT ?");
            parameters.addAll(part.parameters());
            parameters.add(most);
        }
        if (texts.size() == 1) return new AuditSql(texts.get(0), List.of(), parameters);
        parameters.add(most);
        String all = String.join(") UNION ALL (", texts);
        return new AuditSql("(%s) ORDER BY number %s LIMIT ?".formatted(all, order.name()), List.of(), parameters);
    }

    /** The same, of the tables with these names. */
    AuditSql of(TableNames tables) {
        return new AuditSql(tables.in(text), index, parameters);
    }

    /**
     * One range of an index, with everything else that the filter asks for.
     *
     * @param positions the same range as that of the numbers
     */
    record Part(AuditFilter filter, AuditSearch.Range numbers, AuditSearch.Range positions) {
        private static final String ENTRIES = "SELECT e.* FROM {audit_entry} e";

        AuditSql all() {
            return where(ENTRIES, List.of("e.number"), List.of(), numbers);
        }

        AuditSql by(String column, Object value) {
            return where(ENTRIES, List.of("e." + column, "e.position"), List.of(value), positions);
        }

        AuditSql byActor(String actor, String type) {
            return where(ENTRIES, List.of("e.actor", "e.type", "e.position"), List.of(actor, type), positions);
        }

        AuditSql byDevice(String device) {
            return where(
                    "SELECT e.* FROM {audit_entry_device} d JOIN {audit_entry} e ON e.number = d.number",
                    List.of("d.device_id", "d.number"),
                    List.of(device),
                    numbers);
        }

        /** @param values of the index's first columns; the last one is to be in {@code range} */
        private AuditSql where(String select, List<String> index, List<Object> values, AuditSearch.Range range) {
            Conditions conditions = new Conditions();
            for (int column = 0; column < values.size(); column++) {
                conditions.add(index.get(column) + " = ?", values.get(column));
            }
            conditions.add(index.get(values.size()) + " > ?", range.after());
            conditions.add(index.get(values.size()) + " < ?", range.before());
            addRest(conditions);
            return new AuditSql(
                    select + " WHERE " + String.join(" AND ", conditions.texts), index, conditions.parameters);
        }

        private void addRest(Conditions conditions) {
            conditions.add("e.account_id = ?", filter.account());
            conditions.add("e.type = ?", filter.type());
            conditions.add("e.actor = ?", filter.actor());
            @Nullable String session = filter.session();
            if (session != null) {
                conditions.add("e.session_id = ?", UUID.fromString(session));
                conditions.add(
                        "EXISTS (SELECT 1 FROM {audit_entry_device} d WHERE d.device_id = ? AND d.number = e.number)",
                        filter.device());
            }
            if (filter.from() != null) conditions.add("e.time_ms >= ?", AuditSearch.millisFrom(filter.from()));
            if (filter.to() != null) conditions.add("e.time_ms < ?", AuditSearch.millisTo(filter.to()));
        }
    }

    /** Joined by and. */
    private static final class Conditions {
        private final List<String> texts = new ArrayList<>();
        private final List<Object> parameters = new ArrayList<>();

        /** Unless there is nothing to ask for, or it is asked for already. */
        void add(String text, @Nullable Object value) {
            if (value == null || texts.contains(text)) return;
            texts.add(text);
            parameters.add(value);
        }
    }
}
