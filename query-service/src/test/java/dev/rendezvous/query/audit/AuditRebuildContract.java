package dev.rendezvous.query.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rendezvous.api.account.DeviceRenamed;
import dev.rendezvous.api.registration.DeviceId;
import dev.rendezvous.engine.history.HistoryChain;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.GenericEventMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;

/** Making the audit log anew while it serves (R54), on every SQL engine. */
@Timeout(120)
abstract class AuditRebuildContract extends AuditLogOverHttp {
    private static final int HISTORY = 5_000;
    private static final int DEVICES = 50;

    AuditRebuildContract(int port) {
        super(port);
    }

    @Test
    void it_takes_over_unnoticed_by_those_who_append_search_export_and_verify() throws Exception {
        aHistory();
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger answers = new AtomicInteger();
        ExecutorService auditors = Executors.newCachedThreadPool();
        try {
            List<Callable<Void>> all = List.of(
                    () -> appendsUntil(over),
                    () -> searchesUntil(over, answers),
                    () -> exportsUntil(over, answers),
                    () -> verifiesUntil(over, answers));
            List<Future<Void>> running = all.stream().map(auditors::submit).toList();
            for (int i = 0; i < 2; i++) { // there and back
                long generation = generation();
                int before = answers.get();
                JsonNode replay = ended(started("ALWAYS"));
                assertThat(replay.get("state").stringValue())
                        .describedAs("%s", replay)
                        .isEqualTo("TAKEN_OVER");
                assertThat(replay.get("comparison").get("equal").booleanValue()).isTrue();
                assertThat(replay.get("progress").get("events").longValue()).isGreaterThan(HISTORY);
                assertThat(replay.get("progress").get("percent").intValue()).isEqualTo(100);
                assertThat(generation()).isEqualTo(generation + 1);
                await().until(() -> answers.get() > before + 5);
            }
            over.set(true);
            for (Future<Void> one : running) one.get(60, TimeUnit.SECONDS);
        } finally {
            over.set(true);
            auditors.shutdownNow();
        }
        AuditTable.TABLES.forEach(table ->
                assertThat(rows(table, generation() + 1)).describedAs(table).isZero());
        assertThat(indexes(generation())).hasSize(5);
    }

    @Test
    void what_was_tampered_with_is_told_and_put_right_if_that_is_asked_for() {
        aHistory();
        long last = lastNumber();
        tamper("UPDATE %s SET hash = ? WHERE number = ?", new byte[HistoryChain.LENGTH], last - 1);
        tamper("UPDATE %s SET actor = ? WHERE number = ?", "nobody", last - 2);
        tamper("DELETE FROM %s WHERE number = ?", last - 3);
        long generation = generation();

        JsonNode checked = ended(started("IF_EQUAL"));
        assertThat(checked.get("state").stringValue()).isEqualTo("CHECKED");
        assertThat(checked.get("comparison").get("differing").longValue()).isEqualTo(3);
        assertThat(checked.get("comparison").get("examples").valueStream().map(JsonNode::stringValue))
                .containsExactlyInAnyOrder(
                        "audit_entry " + (last - 3), "audit_entry " + (last - 2), "audit_entry " + (last - 1));
        assertThat(generation()).isEqualTo(generation);
        assertThat(rows("audit_entry", generation + 1)).isZero();

        assertThat(ended(started("ALWAYS")).get("state").stringValue()).isEqualTo("TAKEN_OVER");
        assertThat(export("cursor={c}", last - 4).lines().limit(4)).noneMatch(line -> line.contains("0".repeat(64)));
        assertThat(ended(started("NEVER")).get("comparison").get("equal").booleanValue())
                .isTrue();
    }

    @Test
    void a_device_that_was_added_to_an_entry_is_found() {
        opened();
        long last = lastNumber();
        db.sql("INSERT INTO %s (device_id, number) VALUES (?, ?)".formatted(nameOf("audit_entry_device", generation())))
                .params(device.value(), last)
                .update();
        JsonNode found = ended(started("ALWAYS")).get("comparison");
        assertThat(found.get("examples").valueStream().map(JsonNode::stringValue))
                .containsExactly("audit_entry_device " + device.value());
    }

    private Void appendsUntil(AtomicBoolean over) throws InterruptedException {
        while (!over.get()) {
            renamed("x");
            Thread.sleep(5);
        }
        return null;
    }

    /** The newest page has no holes, and nothing that an earlier one had is missing. */
    private Void searchesUntil(AtomicBoolean over, AtomicInteger answers) {
        long newest = 0;
        while (!over.get()) {
            List<Long> numbers = new ArrayList<>();
            page("limit=20")
                    .get("entries")
                    .forEach(entry -> numbers.add(entry.get("number").longValue()));
            assertThat(numbers).hasSize(20);
            assertThat(numbers.get(0)).isGreaterThan(newest).isEqualTo(numbers.get(19) + 19);
            newest = numbers.get(0);
            assertThat(page("account={a}&order=asc&limit=2", account).get("entries"))
                    .hasSize(2);
            answers.incrementAndGet();
        }
        return null;
    }

    private Void exportsUntil(AtomicBoolean over, AtomicInteger answers) {
        while (!over.get()) {
            String hash = "0".repeat(64);
            for (String line : export("links=true").lines().toList()) hash = ChainedLine.follow(hash, line);
            answers.incrementAndGet();
        }
        return null;
    }

    private Void verifiesUntil(AtomicBoolean over, AtomicInteger answers) {
        while (!over.get()) {
            JsonNode begun = post("/audit/verifications", "{}");
            String path = "/audit/verifications/" + begun.get("id").stringValue();
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> !read(path).get("state").stringValue().equals("running"));
            assertThat(String.valueOf(read(path).get("result")))
                    .describedAs("%s", read(path))
                    .contains("holds");
            answers.incrementAndGet();
        }
        return null;
    }

    private void aHistory() {
        opened();
        linked();
        history.publish(IntStream.range(0, HISTORY)
                .mapToObj(i -> new DeviceRenamed(account, new DeviceId("TV-" + i % DEVICES), "x"))
                .map(GenericEventMessage::asEventMessage)
                .toList());
        lastNumber();
    }

    private String started(String takeOver) {
        return post("/projections/audit-log/replays", "{\"takeOver\":\"%s\"}".formatted(takeOver))
                .get("id")
                .stringValue();
    }

    private JsonNode ended(String id) {
        String path = "/projections/audit-log/replays/" + id;
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !read(path).get("endedAt").isNull());
        return read(path);
    }

    private JsonNode read(String path) {
        return json.readTree(bodyOf(get("auditor", path).expectStatus().isOk()));
    }

    private JsonNode post(String path, String body) {
        return json.readTree(bodyOf(http.post()
                .uri(path)
                .headers(headers -> headers.setBasicAuth("auditor", "demo"))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange()
                .expectStatus()
                .isAccepted()));
    }

    private void tamper(String sql, Object... parameters) {
        db.sql(sql.formatted(nameOf("audit_entry", generation())))
                .params(parameters)
                .update();
    }

    private long rows(String table, long generation) {
        return db.sql("SELECT COUNT(*) FROM " + nameOf(table, generation))
                .query(Long.class)
                .single();
    }

    /** By which entries are searched. */
    private List<String> indexes(long generation) {
        return db.sql(indexesOf())
                .params(nameOf("audit_entry", generation), nameOf("audit_entry_device", generation))
                .query(String.class)
                .list();
    }

    /** Names of two tables' indexes, without those of primary keys. */
    abstract String indexesOf();

    private static String nameOf(String table, long generation) {
        return generation % 2 == 0 ? table : table + "_odd";
    }

    private long generation() {
        return db.sql("SELECT generation FROM projection_generation WHERE projection = 'audit-log'")
                .query(Long.class)
                .single();
    }
}
