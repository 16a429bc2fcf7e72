package dev.rendezvous.query.audit;

import dev.rendezvous.api.audit.AuditFilter;
import dev.rendezvous.engine.history.HistoryChain;
import dev.rendezvous.query.replay.TableNames;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds entries of the audit log in one set of its tables. A page costs a few index ranges, however long the log is. */
final class AuditSearch {
    /** Looking at so many more entries takes less than another query. */
    private static final long CLOSE = 4L * AuditTable.BLOCK;

    private final JdbcClient db;
    private final TableNames tables;

    AuditSearch(JdbcClient db, TableNames tables) {
        this.db = db;
        this.tables = tables;
    }

    /** Numbers of entries, both exclusive. */
    record Range(long after, long before) {
        boolean isEmpty() {
            return before - after <= 1;
        }

        Range within(Range other) {
            return new Range(Math.max(after, other.after), Math.min(before, other.before));
        }
    }

    /** Number of the last entry, 0 if there is none. */
    long last() {
        return sql("SELECT COALESCE(MAX(number), 0) FROM {audit_entry}")
                .query(Long.class)
                .single();
    }

    /** The hashes of the chain before these entries, by the numbers of these. */
    Map<Long, byte[]> hashesBefore(Collection<Long> numbers) {
        Map<Long, byte[]> hashes = new HashMap<>();
        if (numbers.isEmpty()) return hashes;
        hashes.put(1L, new byte[HistoryChain.LENGTH]);
        sql("SELECT number, hash FROM {audit_entry} WHERE number IN (:before)")
                .param("before", numbers.stream().map(number -> number - 1).toList())
                .query(row -> {
                    hashes.put(row.getLong(1) + 1, row.getBytes(2));
                });
        return hashes;
    }

    /**
     * The first entries that the query asks for and that are in the range, in its order.
     *
     * @param ofTime what {@link #rangesOf} says of the query's filter
     */
    List<AuditRow> find(AuditQuery query, List<Range> ofTime, Range range, int most) {
        List<Range> inOrder = new ArrayList<>(ofTime);
        if (query.order() == AuditQuery.Order.DESC) Collections.reverse(inOrder);
        List<AuditRow> found = new ArrayList<>();
        for (Range part : inOrder) {
            if (found.size() < most) found.addAll(findIn(query, part.within(range), most - found.size()));
        }
        return found;
    }

    private List<AuditRow> findIn(AuditQuery query, Range range, int most) {
        if (range.isEmpty()) return List.of();
        AuditSql sql = sql(query, range, most);
        return db.sql(sql.text())
                .params(sql.parameters())
                .query((row, index) -> read(row))
                .list();
    }

    /** What is asked of the database. */
    AuditSql sql(AuditQuery query, Range range, int most) {
        return AuditSql.firstOf(parts(query.filter(), range), query.order(), most)
                .of(tables);
    }

    /** Digests of the entries in the range by number, in ascending order. */
    SortedMap<Long, byte[]> digests(Range range, int most) {
        SortedMap<Long, byte[]> digests = new TreeMap<>();
        sql("SELECT number, digest FROM {audit_entry} WHERE number > ? AND number < ? ORDER BY number LIMIT ?")
                .params(range.after(), range.before(), most)
                .query(row -> {
                    digests.put(row.getLong(1), row.getBytes(2));
                });
        return digests;
    }

    /** In ascending order: entries outside of them are not of the time that the filter asks for, most within them are. */
    List<Range> rangesOf(AuditFilter filter) {
        if (filter.from() == null && filter.to() == null) return List.of(new Range(0, Long.MAX_VALUE));
        List<Range> ranges = new ArrayList<>();
        sql("SELECT block FROM {audit_period} WHERE latest >= ? AND earliest < ? ORDER BY block")
                .params(millisFrom(filter.from()), millisTo(filter.to()))
                .query(row -> {
                    addBlock(row.getLong(1), ranges);
                });
        return ranges;
    }

    private static void addBlock(long block, List<Range> ranges) {
        long before = (block + 1) * AuditTable.BLOCK + 1;
        int last = ranges.size() - 1;
        if (last >= 0 && block * AuditTable.BLOCK - ranges.get(last).before() < CLOSE) {
            ranges.set(last, new Range(ranges.get(last).after(), before));
        } else {
            ranges.add(new Range(block * AuditTable.BLOCK, before));
        }
    }

    /**
     * Each reads an index in the order of positions, by what is rarest: a session has a few entries, a device or an account some
     * hundreds; actors and types may have millions, so these two have an index together. An actor's entries of all types are those
     * of each.
     */
    private List<AuditSql> parts(AuditFilter filter, Range range) {
        AuditSql.Part part = new AuditSql.Part(filter, range, positions(range));
        if (filter.session() != null) return List.of(part.by("session_id", UUID.fromString(filter.session())));
        if (filter.device() != null) return List.of(part.byDevice(filter.device()));
        if (filter.account() != null) return List.of(part.by("account_id", filter.account()));
        @Nullable String actor = filter.actor();
        @Nullable String type = filter.type();
        if (actor == null) return List.of(type == null ? part.all() : part.by("type", type));
        List<String> types = type == null ? types() : List.of(type);
        if (types.isEmpty()) return List.of(part.all()); // of an empty log
        return types.stream().map(each -> part.byActor(actor, each)).toList();
    }

    private Range positions(Range numbers) {
        return sql("SELECT (SELECT position FROM {audit_entry} WHERE number <= ? ORDER BY number DESC LIMIT 1),"
                        + " (SELECT position FROM {audit_entry} WHERE number >= ? ORDER BY number LIMIT 1)")
                .params(numbers.after(), numbers.before())
                .query((row, index) -> {
                    @Nullable Long after = row.getObject(1, Long.class);
                    @Nullable Long before = row.getObject(2, Long.class);
                    return new Range(after == null ? -1 : after, before == null ? Long.MAX_VALUE : before);
                })
                .single();
    }

    private List<String> types() {
        return sql("SELECT type FROM {audit_event_type}").query(String.class).list();
    }

    private JdbcClient.StatementSpec sql(String statement) {
        return db.sql(tables.in(statement));
    }

    static long millisFrom(@Nullable Instant from) {
        if (from == null) return Long.MIN_VALUE;
        long millis = from.toEpochMilli();
        return Instant.ofEpochMilli(millis).isBefore(from) ? millis + 1 : millis;
    }

    /** Exclusive. */
    static long millisTo(@Nullable Instant to) {
        return to == null ? Long.MAX_VALUE : millisFrom(to);
    }

    private static AuditRow read(ResultSet row) throws SQLException {
        return new AuditRow(
                row.getLong("number"),
                row.getLong("position"),
                Instant.ofEpochMilli(row.getLong("time_ms")),
                row.getString("type"),
                row.getString("account_id"),
                row.getObject("session_id", UUID.class),
                row.getString("actor"),
                row.getBytes("digest"),
                row.getBytes("hash"));
    }
}
