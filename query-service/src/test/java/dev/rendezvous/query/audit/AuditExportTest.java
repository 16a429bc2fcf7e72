package dev.rendezvous.query.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rendezvous.api.account.ChangeWindowReset;
import dev.rendezvous.api.account.WrongCodeEntered;
import dev.rendezvous.engine.history.HistoryStore;
import dev.rendezvous.engine.history.StoredEvent;
import dev.rendezvous.query.RunningService;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Subscription;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.buffer.DataBuffer;
import reactor.core.publisher.BaseSubscriber;
import tools.jackson.databind.JsonNode;

@RunningService
class AuditExportTest extends AuditLogOverHttp {
    @Autowired
    private HistoryStore store;

    @Autowired
    AuditExportTest(@Value("${local.server.port}") int port) {
        super(port);
    }

    @BeforeEach
    void something_happens() {
        opened();
        linked();
        renamed("Zoë's \"TV\" \u2028 \uD83D\uDCFA");
    }

    @Test
    void every_entry_can_be_verified_from_its_line_alone() {
        long last = lastNumber();
        String hash = followed(null, export("format=ndjson"));
        assertThat(hash).isEqualTo(hashOf(last));
    }

    @Test
    void an_entry_is_a_cloud_event() {
        JsonNode event = json.readTree(export("account={a}&type=DeviceLinked", account));
        assertThat(event.get("specversion").stringValue()).isEqualTo("1.0");
        assertThat(event.get("source").stringValue()).isEqualTo("/rendezvous");
        assertThat(event.get("type").stringValue()).isEqualTo("dev.rendezvous.api.account.DeviceLinked");
        assertThat(event.get("subject").stringValue()).isEqualTo("accounts/" + account + "/devices/" + device);
        assertThat(event.get("datacontenttype").stringValue()).isEqualTo("application/json");
        assertThat(event.get("data").get("deviceId").stringValue()).isEqualTo(device.toString());
        assertThat(event.get("actor").stringValue()).isEqualTo(account.value());
        assertThat(event.propertyNames()).allMatch(name -> name.matches("[a-z0-9]+"));
    }

    @Test
    void what_is_about_a_person_stays_sealed() { // R57
        JsonNode event = json.readTree(export("account={a}&type=DeviceLinked", account));
        assertThat(event.get("data").get("name").stringValue()).startsWith("sealed:");
        assertThat(event.get("address").stringValue()).startsWith("sealed:");
    }

    @Test
    void with_links_a_filtered_export_can_be_verified_to_its_end() {
        long last = lastNumber();
        renamed("after");
        String text = export("account={a}&links=true", account);
        assertThat(text.lines().filter(line -> line.startsWith("{\"specversion\"")))
                .hasSize(4);
        assertThat(followed("0".repeat(64), text)).isEqualTo(hashOf(last + 1));
        assertThat(text.lines().reduce("", (first, second) -> second)).startsWith("{\"end\":{\"number\":");
    }

    @Test
    void with_links_nothing_can_be_left_out_or_edited() {
        List<String> lines = export("account={a}&links=true", account).lines().toList();
        for (int left = 0; left < lines.size() - 1; left++) {
            List<String> fewer = new ArrayList<>(lines);
            fewer.remove(left);
            assertThat(isWhole(fewer)).isFalse();
        }
        List<String> edited = new ArrayList<>(lines);
        edited.replaceAll(line -> line.replace("\"deviceId\":\"" + device, "\"deviceId\":\"other"));
        assertThat(isWhole(edited)).isFalse();
        assertThat(isWhole(lines)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&links=true", "&format=csv", "&order=desc"})
    void an_export_that_was_cut_off_goes_on_after_its_last_entry(String parameters) {
        List<String> whole = export("account={a}" + parameters, account).lines().toList();
        String second = whole.stream()
                .filter(line -> line.startsWith("{\"spec") || Character.isDigit(line.charAt(0)))
                .skip(1)
                .findFirst()
                .orElseThrow();
        List<String> rest = export("account={a}&cursor={c}" + parameters, account, numberOf(second))
                .lines()
                .toList();
        int from = whole.indexOf(second) + 1;
        assertThat(rest.get(0)).isEqualTo(whole.get(from));
    }

    @Test
    void an_export_of_a_time_has_digests_from_that_time_on() {
        long last = lastNumber();
        String text = export("account={a}&from=2020-01-01T00:00:00Z&links=true", account);
        assertThat(followed(null, text)).isEqualTo(hashOf(last));
        String nothing = export("account={a}&from=2999-01-01T00:00:00Z&links=true", account);
        assertThat(nothing.lines()).hasSize(1).allMatch(line -> line.startsWith("{\"end\":"));
    }

    @ParameterizedTest
    @CsvSource({
        "format=xml, format",
        "links=true&order=desc, links",
        "links=true&format=csv, links",
        "cursor=x, cursor",
        "cursor=-1, cursor",
    })
    void what_cannot_be_exported_is_named(String query, String field) {
        get("auditor", "/audit/export?" + query)
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].field")
                .isEqualTo(field);
    }

    @Test
    void stored_text_that_is_not_one_json_value_breaks_no_line() {
        renamed("x");
        long last = lastNumber();
        get("operator", "/accounts/{a}/devices", account).expectStatus().isOk(); // others have read it, too
        StoredEvent before = store.at(List.of(positionOf(last))).get(0);
        tamper(last, "{\"name\":\"x\"},\"hash\":\"" + "0".repeat(64) + "\",\"data\":{}");
        JsonNode event =
                json.readTree(export("cursor={c}", last - 1).lines().findFirst().orElseThrow());
        assertThat(event.has("data")).isFalse();
        assertThat(new String(event.get("data_base64").binaryValue(), StandardCharsets.UTF_8))
                .startsWith("{\"name\":\"x\"},");
        assertThat(event.get("hash").stringValue()).isEqualTo(hashOf(last));
        tamper(last, "{\"name\":\n\"x\"}");
        assertThat(export("cursor={c}", last - 1).lines().findFirst().orElseThrow())
                .contains("data_base64");
        assertThat(isWhole(export("").lines().toList())).isFalse();
        db.sql("DELETE FROM domain_event WHERE global_index = ?")
                .param(positionOf(last))
                .update();
        assertThat(export("cursor={c}", last - 1)).startsWith("{\"missing\":{\"number\":" + last + ",");
        assertThat(page("account={a}&limit=1", account)
                        .get("entries")
                        .get(0)
                        .get("data")
                        .isNull())
                .isTrue();
        store.append(List.of(before));
        assertThat(isWhole(export("").lines().toList())).isTrue();
    }

    @Test
    void a_table_holds_no_formula() {
        renamed("=HYPERLINK(\"http://evil\")");
        happens(account.value(), "=cmd|' /C calc'!A0", new WrongCodeEntered(account));
        String text = export("format=csv&account={a}", account);
        assertThat(text).startsWith("number,position,time,id,type,account,").endsWith("\r\n");
        assertThat(text).contains(",'=cmd|' /C calc'!A0,");
        assertThat(text).contains(",\"{\"\"accountId\"\":");
        assertThat(CsvExport.cell("@SUM(1,2)")).isEqualTo("\"'@SUM(1,2)\"");
        assertThat(CsvExport.cell("\r=1")).isEqualTo("\"'\r=1\"");
        assertThat(CsvExport.cell("\uFF1D1")).isEqualTo("'\uFF1D1");
        assertThat(CsvExport.cell("'quoted'")).isEqualTo("''quoted'");
        assertThat(CsvExport.cell("2026-03-01")).isEqualTo("2026-03-01");
    }

    @Test
    void an_export_is_recorded_before_it_begins_and_when_it_has_ended() {
        export("account={a}", account);
        JsonNode began = newest("AuditLogExportBegan");
        JsonNode ended = newest("AuditLogExported");
        assertThat(began.get("filter").get("account").stringValue()).isEqualTo(account.value());
        assertThat(ended.get("exportId")).isEqualTo(began.get("exportId"));
        assertThat(ended.get("entries").longValue()).isEqualTo(3);
        assertThat(ended.get("outcome").stringValue()).isEqualTo("COMPLETE");
    }

    @Test
    void an_export_whose_caller_goes_away_is_recorded_as_such() {
        String longReason = "x".repeat(100_000);
        for (int count = 0; count < 200; count++) {
            happens(account.value(), "operator-1", new ChangeWindowReset(account, longReason));
        }
        lastNumber();
        get("auditor", "/audit/export?account={a}", account)
                .returnResult(DataBuffer.class)
                .getResponseBody()
                .subscribe(new BaseSubscriber<>() {
                    @Override
                    protected void hookOnSubscribe(Subscription subscription) {
                        subscription.request(1);
                    }

                    @Override
                    protected void hookOnNext(DataBuffer bytes) {
                        cancel();
                    }
                });
        JsonNode began = newest("AuditLogExportBegan");
        await().untilAsserted(() -> {
            JsonNode ended = newest("AuditLogExported");
            assertThat(ended.get("exportId")).isEqualTo(began.get("exportId"));
            assertThat(ended.get("outcome").stringValue()).isEqualTo("CANCELLED");
            assertThat(ended.get("entries").longValue()).isLessThan(200);
        });
    }

    private JsonNode newest(String type) {
        return page("type={t}&limit=1", type).get("entries").get(0).get("data");
    }

    private static String followed(@Nullable String from, String lines) {
        @Nullable String hash = from;
        for (String line : lines.lines().toList()) hash = ChainedLine.follow(hash, line);
        return String.valueOf(hash);
    }

    private static boolean isWhole(List<String> lines) {
        try {
            return followed("0".repeat(64), String.join("\n", lines)).length() == 64;
        } catch (AssertionError broken) {
            return false;
        }
    }

    private String numberOf(String line) {
        return line.startsWith("{")
                ? json.readTree(line).get("number").stringValue()
                : line.substring(0, line.indexOf(','));
    }

    private String hashOf(long number) {
        return db.sql("SELECT hash FROM audit_entry WHERE number = ?")
                .param(number)
                .query((row, index) -> HexFormat.of().formatHex(row.getBytes(1)))
                .single();
    }

    private long positionOf(long number) {
        return db.sql("SELECT position FROM audit_entry WHERE number = ?")
                .param(number)
                .query(Long.class)
                .single();
    }

    private void tamper(long number, String payload) {
        db.sql("UPDATE domain_event SET payload = ? WHERE global_index = ?")
                .params(payload.getBytes(StandardCharsets.UTF_8), positionOf(number))
                .update();
    }
}
