package dev.rendezvous.query.audit;

import dev.rendezvous.api.audit.AuditFilter;
import dev.rendezvous.api.caller.Caller;
import dev.rendezvous.engine.history.HistoryStore;
import dev.rendezvous.engine.history.StoredEvent;
import dev.rendezvous.query.replay.TableSets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.eventhandling.SimpleEventBus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

/**
 * An audit log with as many events as one likes, each of 3 KB, made when they are read. As a program it exports all of them,
 * and then every hundredth with the digests of the others, and prints how many bytes that were.
 */
final class LongLog implements HistoryStore {
    static final int EVENT_BYTES = 3_000;

    private static final String PAYLOAD = "{\"accountId\":\"a\",\"reason\":\"" + "x".repeat(EVENT_BYTES) + "\"}";

    final AtomicLong eventsRead = new AtomicLong();
    private final AuditExports exports;

    LongLog(Path file, int entries, Scheduler scheduler) {
        DriverManagerDataSource database = new DriverManagerDataSource(
                "jdbc:h2:%s;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;CACHE_SIZE=2048;DB_CLOSE_DELAY=-1"
                        .formatted(file));
        AuditTables.create(database);
        JdbcClient db = JdbcClient.create(database);
        db.sql("INSERT INTO audit_entry (number, position, time_ms, type, account_id, digest, hash)"
                        + " SELECT n, n, n, CASE MOD(n, 100) WHEN 0 THEN 'Rare' ELSE 'Usual' END, 'a', ?, ?"
                        + " FROM (SELECT \"X\" AS n FROM SYSTEM_RANGE(1, ?))")
                .params(new byte[32], new byte[32], entries)
                .update();
        exports = new AuditExports(
                new ServingLog(db, new TableSets(db, AuditLogProjection.NAME)),
                new ShownEvents(this, new JsonMapper()),
                new ReadsRecorded(SimpleEventBus.builder().build(), () -> CompletableFuture.completedFuture(0L)),
                scheduler);
    }

    public static void main(String[] arguments) {
        int entries = Integer.parseInt(arguments[1]);
        LongLog log = new LongLog(Path.of(arguments[0]), entries, Schedulers.immediate());
        System.out.println("bytes=" + bytes(log.export(AuditFilter.ALL, false)));
        System.out.println(
                "bytes=" + bytes(log.export(new AuditFilter(null, null, null, null, "Rare", null, null), true)));
    }

    Flux<byte[]> export(AuditFilter filter, boolean links) {
        return exports.begin(new AuditExports.Order(
                new AuditQuery(filter, AuditQuery.Order.ASC),
                new NdjsonExport("/test"),
                null,
                links,
                Caller.system("test"),
                "test"));
    }

    private static long bytes(Flux<byte[]> export) {
        AtomicLong bytes = new AtomicLong();
        export.doOnNext(chunk -> bytes.addAndGet(chunk.length)).blockLast();
        return bytes.get();
    }

    @Override
    public List<StoredEvent> at(List<Long> positions) {
        eventsRead.addAndGet(positions.size());
        return positions.stream()
                .map(position -> new StoredEvent(
                        position,
                        "e-" + position,
                        "Account",
                        "a",
                        position,
                        "2026-03-01T12:00:00.000Z",
                        "x.Usual",
                        "1",
                        PAYLOAD,
                        "{}"))
                .toList();
    }

    @Override
    public List<StoredEvent> after(long position, int most) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long count() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void append(List<StoredEvent> events) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void continueAfter(long position) {
        throw new UnsupportedOperationException();
    }
}
