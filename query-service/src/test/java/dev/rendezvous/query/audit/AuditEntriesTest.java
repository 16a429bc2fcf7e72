package dev.rendezvous.query.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.api.account.Amendment;
import dev.rendezvous.api.account.AmendmentRefused;
import dev.rendezvous.api.account.LimitReached;
import dev.rendezvous.api.refusal.RefusalCode;
import dev.rendezvous.api.registration.CodeExpired;
import dev.rendezvous.api.registration.DeviceId;
import dev.rendezvous.query.RunningService;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.TrackingEventProcessor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import tools.jackson.databind.JsonNode;

@RunningService
class AuditEntriesTest extends AuditLogOverHttp {
    @Autowired
    private EventProcessingConfiguration processors;

    @Autowired
    AuditEntriesTest(@Value("${local.server.port}") int port) {
        super(port);
    }

    @BeforeEach
    void something_happens() {
        opened();
        linked();
        happens(session.toString(), "rendezvous", new CodeExpired(session));
    }

    @Test
    void an_entry_says_who_did_what_when_from_where_and_why() {
        JsonNode entry =
                page("account={a}&type=DeviceLinked", account).get("entries").get(0);

        assertThat(entry.get("account").stringValue()).isEqualTo(account.value());
        assertThat(entry.get("device").stringValue()).isEqualTo(device.value());
        assertThat(entry.get("session").stringValue()).isEqualTo(session.toString());
        assertThat(entry.get("actor").stringValue()).isEqualTo(account.value());
        assertThat(entry.get("role").stringValue()).isEqualTo("OPERATOR");
        assertThat(entry.get("address").stringValue()).isEqualTo("192.0.2.7");
        assertThat(entry.get("correlation").stringValue()).startsWith("request-");
        assertThat(entry.get("cause").stringValue()).isEqualTo("TestCommand");
        assertThat(entry.get("data").get("name").stringValue()).isEqualTo("Den");
        assertThat(entry.get("time").stringValue()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(entry.get("hash").stringValue()).matches("[0-9a-f]{64}");
    }

    @Test
    void entries_are_found_by_each_filter_and_by_all_together() {
        String a = account.value();
        assertThat(typesOf(page("account={a}", a))).containsExactly("DeviceLinked", "AccountOpened");
        assertThat(typesOf(page("device={d}", device))).containsExactly("DeviceLinked");
        assertThat(typesOf(page("session={s}", session))).containsExactly("CodeExpired", "DeviceLinked");
        assertThat(typesOf(page("actor={a}", a))).containsExactly("DeviceLinked");
        assertThat(typesOf(page("account={a}&actor=operator-1", a))).containsExactly("AccountOpened");
        assertThat(typesOf(page("type=CodeExpired&limit=1"))).containsExactly("CodeExpired");
        assertThat(typesOf(page(
                        "account={a}&device={d}&session={s}&actor={a}&type=DeviceLinked"
                                + "&from=2020-01-01T00:00:00Z&to=2999-01-01T00:00:00Z&order=asc",
                        a,
                        device,
                        session,
                        a)))
                .containsExactly("DeviceLinked");
        assertThat(typesOf(page("account={a}&type=CodeExpired", a))).isEmpty();
        assertThat(typesOf(page("session={s}&device=another", session))).isEmpty();
    }

    @Test
    void a_refused_amendment_is_found_by_each_of_its_devices() {
        DeviceId other = new DeviceId(device + "-2");
        happens(
                account.value(),
                account.value(),
                new AmendmentRefused(
                        account,
                        new Amendment(List.of(device), List.of(other)),
                        new LimitReached(RefusalCode.APPROVED_LIMIT_REACHED, null, 3, 3),
                        null));
        assertThat(typesOf(page("device={d}", device))).containsExactly("AmendmentRefused", "DeviceLinked");
        assertThat(typesOf(page("device={d}", other))).containsExactly("AmendmentRefused");
    }

    @Test
    void time_begins_with_from_and_ends_before_to() {
        JsonNode all = page("account={a}&order=asc", account).get("entries");
        Instant opened = Instant.parse(all.get(0).get("time").stringValue());
        Instant after = opened.plusMillis(1);
        Instant linked = Instant.parse(all.get(1).get("time").stringValue());

        assertThat(typesOf(page("account={a}&from={f}&to={t}", account, opened, after)))
                .contains("AccountOpened");
        assertThat(typesOf(page("account={a}&to={t}", account, opened))).isEmpty();
        assertThat(typesOf(page("account={a}&from={f}", account, linked.plusMillis(1))))
                .isEmpty();
        assertThat(typesOf(page("account={a}&to={t}", account, linked.plusMillis(1))))
                .containsExactly("DeviceLinked", "AccountOpened");
    }

    @ParameterizedTest
    @ValueSource(strings = {"asc", "desc"})
    void pages_are_what_was_there_at_the_first_although_more_is_appended(String order) {
        long last = lastNumber();
        List<Long> numbers = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = page("order={o}&limit=2&cursor={c}", order, cursor);
            page.get("entries").forEach(entry -> numbers.add(entry.get("number").longValue()));
            cursor = page.get("next").isNull() ? null : page.get("next").stringValue();
            renamed("name " + numbers.size());
        } while (cursor != null);

        List<Long> wanted = new ArrayList<>();
        for (long number = 1; number <= last; number++) wanted.add(order.equals("asc") ? number : last + 1 - number);
        assertThat(numbers).startsWith(wanted.get(0)).isEqualTo(wanted);
    }

    @Test
    void a_cursor_is_good_for_its_own_search_only() {
        String next = page("account={a}&limit=1", account).get("next").stringValue();
        assertThat(typesOf(page("account={a}&limit=1&cursor={c}", account, next)))
                .containsExactly("AccountOpened");
        get("auditor", "/audit/entries?account={a}&order=asc&cursor={c}", account, next)
                .expectStatus()
                .isBadRequest();
        get("auditor", "/audit/entries?account=other&cursor={c}", next)
                .expectStatus()
                .isBadRequest();
    }

    @ParameterizedTest
    @CsvSource({
        "session=x, session",
        "from=yesterday, from",
        "to=2026-03-01, to",
        "order=up, order",
        "limit=0, limit",
        "limit=1001, limit",
        "limit=many, limit",
        "cursor=x, cursor",
        "cursor=AAAA, cursor",
    })
    void what_cannot_be_searched_for_is_named(String query, String field) {
        get("auditor", "/audit/entries?" + query)
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("INVALID_REQUEST")
                .jsonPath("$.errors[0].field")
                .isEqualTo(field);
    }

    @ParameterizedTest
    @CsvSource({"auditor, 200", "operator, 403", "partner, 403", "viewer-1, 403"})
    void only_auditors_read_it(String user, int status) {
        get(user, "/audit/entries").expectStatus().isEqualTo(status);
        get(user, "/audit/export").expectStatus().isEqualTo(status);
        http.get().uri("/audit/entries").exchange().expectStatus().isUnauthorized();
        http.get().uri("/audit/export").exchange().expectStatus().isUnauthorized();
    }

    @Test
    void a_read_is_itself_an_entry_and_one_only() {
        JsonNode read = page("account={a}&order=asc", account);
        JsonNode recorded = page("type=AuditLogRead&actor=auditor&limit=2").get("entries");
        JsonNode last = recorded.get(0).get("data");
        assertThat(last.get("filter").get("account").stringValue()).isEqualTo(account.value());
        assertThat(last.get("entries").intValue()).isEqualTo(2);
        assertThat(last.get("first").longValue())
                .isEqualTo(read.get("entries").get(0).get("number").longValue());
        assertThat(recorded.get(0).get("role").stringValue()).isEqualTo("AUDITOR");
        assertThat(recorded.get(0).get("address").stringValue()).isEqualTo("127.0.0.1");
        assertThat(recorded.get(0).get("cause").stringValue()).isEqualTo("GET /audit/entries");
        assertThat(recorded.get(1).get("number").longValue())
                .isLessThan(recorded.get(0).get("number").longValue());
    }

    @Test
    void made_anew_it_has_the_same_entries_to_the_last_hash() {
        lastNumber();
        Set<String> before = hashes();
        TrackingEventProcessor processor = processors
                .eventProcessor(AuditLogProjection.NAME, TrackingEventProcessor.class)
                .orElseThrow();
        processor.shutDown();
        processor.resetTokens();
        assertThat(hashes()).isEmpty();
        processor.start();
        lastNumber();
        assertThat(hashes()).isEqualTo(before);
    }

    private Set<String> hashes() {
        return new HashSet<>(db.sql("SELECT number, position, hash FROM audit_entry")
                .query((row, index) -> row.getLong(1) + " " + row.getLong(2) + " "
                        + HexFormat.of().formatHex(row.getBytes(3)))
                .list());
    }
}
