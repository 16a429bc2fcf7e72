package dev.rendezvous.query.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.api.audit.AuditFilter;
import dev.rendezvous.engine.history.StoredEvent;
import dev.rendezvous.engine.settled.SettledPage;
import dev.rendezvous.query.replay.TableNames;
import dev.rendezvous.query.replay.TableSets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What each database finds is what somebody finds who looks at every entry, and an index leads there. */
abstract class AuditSearchContract {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final int ENTRIES = 5_000;
    private static final List<UUID> SESSIONS =
            List.of(UUID.nameUUIDFromBytes(new byte[] {1}), UUID.nameUUIDFromBytes(new byte[] {2}));

    final JdbcTemplate db;
    private final TableSets tables;
    private final AuditSearch search;
    private final List<StoredEvent> events = new ArrayList<>();
    private final Random random = new Random(7);
    private int more;

    AuditSearchContract(DataSource database) {
        db = new JdbcTemplate(database);
        tables = new TableSets(JdbcClient.create(db), AuditLogProjection.NAME);
        search = new AuditSearch(JdbcClient.create(db), new TableNames(""));
    }

    @BeforeEach
    void an_audit_log() {
        DataSource database = Objects.requireNonNull(db.getDataSource());
        AuditTables.drop(database);
        AuditTables.create(database);
        for (int number = 1; number <= ENTRIES; number++) events.add(event(number));
        AuditLogProjection projection = new AuditLogProjection(db, tables);
        for (int from = 0; from < ENTRIES; from += 700) {
            projection.on(new SettledPage(events.subList(from, Math.min(ENTRIES, from + 700))));
        }
        db.execute("ANALYZE");
    }

    /** Clocks of two nodes that differ, entries of ten accounts with ten devices each, of few actors and types. */
    private StoredEvent event(int number) {
        String payload = "{\"accountId\":\"a-%d\",\"deviceId\":\"d-%d\",\"sessionId\":\"%s\"}"
                .formatted(random.nextInt(10), random.nextInt(100), SESSIONS.get(random.nextInt(2)));
        return new StoredEvent(
                3L * number,
                "event-" + number,
                "Account",
                "a",
                number,
                NOON.plusSeconds(number + (number % 2 == 0 ? 0 : 90))
                        .plusMillis(1)
                        .toString(),
                "x.T" + random.nextInt(5),
                "1",
                payload,
                "{\"role\":{\"x\":1},\"actor\":\"actor-%d\"}".formatted(random.nextInt(3)));
    }

    /** Every combination of filters. */
    static List<AuditFilter> filters() {
        List<AuditFilter> filters = new ArrayList<>();
        for (int chosen = 0; chosen < 1 << 7; chosen++) {
            filters.add(new AuditFilter(
                    (chosen & 1) == 0 ? null : "a-3",
                    (chosen & 2) == 0 ? null : "d-3",
                    (chosen & 4) == 0 ? null : SESSIONS.get(0).toString(),
                    (chosen & 8) == 0 ? null : "actor-1",
                    (chosen & 16) == 0 ? null : "T2",
                    (chosen & 32) == 0 ? null : NOON.plusSeconds(1_000),
                    (chosen & 64) == 0 ? null : NOON.plusSeconds(3_000).plusMillis(1)));
        }
        return filters;
    }

    @ParameterizedTest
    @EnumSource(AuditQuery.Order.class)
    void every_combination_of_filters_finds_what_there_is(AuditQuery.Order order) {
        for (AuditFilter filter : filters()) {
            AuditSearch.Range range = new AuditSearch.Range(17, 4_801);
            List<Long> found = search.find(new AuditQuery(filter, order), search.rangesOf(filter), range, 40).stream()
                    .map(AuditRow::number)
                    .toList();
            assertThat(found).describedAs("%s", filter).isEqualTo(byHand(filter, order));
        }
    }

    private List<Long> byHand(AuditFilter filter, AuditQuery.Order order) {
        List<StoredEvent> inOrder = new ArrayList<>(events);
        if (order == AuditQuery.Order.DESC) Collections.reverse(inOrder);
        return inOrder.stream()
                .filter(matching(filter))
                .map(event -> event.position() / 3)
                .filter(number -> number > 17 && number < 4_801)
                .limit(40)
                .toList();
    }

    private static Predicate<StoredEvent> matching(AuditFilter filter) {
        return event -> (filter.account() == null || event.payload().contains("\"" + filter.account() + "\""))
                && (filter.device() == null || event.payload().contains("\"" + filter.device() + "\""))
                && (filter.session() == null || event.payload().contains(filter.session()))
                && (filter.actor() == null || event.metaData().contains(filter.actor()))
                && (filter.type() == null || event.payloadType().endsWith("." + filter.type()))
                && (filter.from() == null || !Instant.parse(event.timeStamp()).isBefore(filter.from()))
                && (filter.to() == null || Instant.parse(event.timeStamp()).isBefore(filter.to()));
    }

    @Test
    void a_time_leads_to_its_entries_and_not_to_all() {
        assertThat(sizeOf(between(4_000, 4_100))).isLessThan(3L * AuditTable.BLOCK);
        assertThat(sizeOf(between(999_999, 999_999_999))).isZero();
    }

    @Test
    void a_clock_that_was_wrong_once_does_not_have_all_entries_looked_at() {
        List<StoredEvent> wrong = new ArrayList<>();
        for (long second : List.of(0L, 999_999L)) {
            for (int number = 0; number < 10 * AuditTable.BLOCK; number++) {
                wrong.add(at(NOON.plusSeconds(number == 5 ? 99_999 : second)));
            }
        }
        new AuditLogProjection(db, tables).on(new SettledPage(wrong));
        AuditFilter filter = between(99_990, 100_000);
        assertThat(sizeOf(filter)).isBetween(2L * AuditTable.BLOCK, 6L * AuditTable.BLOCK);
        for (AuditQuery.Order order : AuditQuery.Order.values()) {
            AuditQuery query = new AuditQuery(filter, order);
            AuditSearch.Range all = new AuditSearch.Range(0, Long.MAX_VALUE);
            assertThat(search.find(query, search.rangesOf(filter), all, 10)).hasSize(2);
            assertThat(search.find(query, search.rangesOf(filter), all, 1)).hasSize(1);
        }
    }

    private StoredEvent at(Instant time) {
        StoredEvent like = events.get(0);
        return new StoredEvent(
                3L * (ENTRIES + ++more),
                "more-" + more,
                null,
                "a",
                0,
                time.plusMillis(1).toString(),
                like.payloadType(),
                null,
                like.payload(),
                "{}");
    }

    private static AuditFilter between(long fromSecond, long toSecond) {
        return new AuditFilter(null, null, null, null, null, NOON.plusSeconds(fromSecond), NOON.plusSeconds(toSecond));
    }

    private long sizeOf(AuditFilter filter) {
        return search.rangesOf(filter).stream()
                .mapToLong(range -> range.before() - range.after() - 1)
                .sum();
    }

    @ParameterizedTest
    @EnumSource(AuditQuery.Order.class)
    void each_filter_reads_an_index_in_its_order(AuditQuery.Order order) {
        assertIndex(new AuditFilter("a-3", null, null, null, null, null, null), order, "audit_entry_account");
        assertIndex(new AuditFilter(null, "d-3", null, null, null, null, null), order, "audit_entry_device");
        assertIndex(
                new AuditFilter(null, null, SESSIONS.get(0).toString(), null, null, null, null),
                order,
                "audit_entry_session");
        assertIndex(new AuditFilter(null, null, null, null, "T2", null, null), order, "audit_entry_type");
        assertIndex(new AuditFilter(null, null, null, "actor-1", "T2", null, null), order, "audit_entry_actor");
        assertIndex(new AuditFilter(null, null, null, "actor-1", null, null, null), order, "audit_entry_actor");
    }

    /** The plan as text, in lower case. */
    private void assertIndex(AuditFilter filter, AuditQuery.Order order, String index) {
        AuditSql sql = search.sql(new AuditQuery(filter, order), new AuditSearch.Range(0, 4_801), 10);
        String plan = String.join(
                        "\n",
                        db.queryForList(
                                explain() + sql.text(),
                                String.class,
                                sql.parameters().toArray()))
                .toLowerCase(Locale.ROOT);
        assertThat(plan).describedAs("%s %s", filter, order).contains(index);
        assertThat(isSorted(plan)).describedAs(plan).isTrue();
    }

    abstract String explain();

    /** Whether the entries of each part come out of their index in the order wanted. */
    abstract boolean isSorted(String plan);
}
