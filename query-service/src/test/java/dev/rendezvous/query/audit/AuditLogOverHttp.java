package dev.rendezvous.query.audit;

import static org.awaitility.Awaitility.await;

import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.account.AccountOpened;
import dev.rendezvous.api.account.DeviceLinked;
import dev.rendezvous.api.account.DeviceRenamed;
import dev.rendezvous.api.caller.Caller;
import dev.rendezvous.api.caller.Role;
import dev.rendezvous.api.registration.DeviceId;
import dev.rendezvous.api.registration.SessionId;
import dev.rendezvous.api.token.TokenRef;
import dev.rendezvous.engine.EventLog;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.eventhandling.EventBus;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An auditor of a running service, and an account of which an event or two happen. */
abstract class AuditLogOverHttp {
    final AccountId account = new AccountId("viewer-" + UUID.randomUUID());
    final DeviceId device = new DeviceId("TV-" + UUID.randomUUID());
    final SessionId session = new SessionId(UUID.randomUUID());
    private final Map<String, Long> sequences = new HashMap<>();

    @Autowired
    EventBus history;

    @Autowired
    EventLog log;

    @Autowired
    JdbcClient db;

    @Autowired
    JsonMapper json;

    final WebTestClient http;

    AuditLogOverHttp(int port) {
        http = WebTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + port)
                .responseTimeout(Duration.ofSeconds(30))
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(64 << 20))
                .build();
    }

    void happens(String aggregate, String actor, Object payload) {
        Map<String, String> metaData = new HashMap<>(
                new Caller(actor, Role.OPERATOR, "192.0.2.7", "request-" + UUID.randomUUID()).asMetaData());
        metaData.put("cause", "TestCommand");
        long sequence = sequences.merge(aggregate, 0L, (before, start) -> before + 1);
        history.publish(new GenericDomainEventMessage<>("Account", aggregate, sequence, payload, metaData));
    }

    void opened() {
        happens(account.value(), "operator-1", new AccountOpened(account, "standard"));
    }

    void linked() {
        happens(
                account.value(),
                account.value(),
                new DeviceLinked(account, device, "tv", "Den", session, new TokenRef("k1", UUID.randomUUID()), null));
    }

    void renamed(String name) {
        happens(account.value(), account.value(), new DeviceRenamed(account, device, name));
    }

    WebTestClient.ResponseSpec get(String user, String path, Object... variables) {
        return http.get()
                .uri(path, variables)
                .header("X-Min-Position", Long.toString(log.head()))
                .headers(headers -> headers.setBasicAuth(user, "demo"))
                .exchange();
    }

    JsonNode page(String query, Object... variables) {
        return json.readTree(bodyOf(get("auditor", "/audit/entries?" + query, variables)
                .expectStatus()
                .isOk()));
    }

    List<String> typesOf(JsonNode page) {
        List<String> types = new ArrayList<>();
        page.get("entries").forEach(entry -> types.add(entry.get("type").stringValue()));
        return types;
    }

    String export(String query, Object... variables) {
        byte[] body = bodyOf(get("auditor", "/audit/export?" + query, variables)
                .expectStatus()
                .isOk());
        return new String(body, StandardCharsets.UTF_8);
    }

    static byte[] bodyOf(WebTestClient.ResponseSpec answer) {
        byte[] body = answer.expectBody().returnResult().getResponseBodyContent();
        return body == null ? new byte[0] : body;
    }

    /** Once the tables have everything that has happened. */
    long lastNumber() {
        long head = log.head();
        await().until(() -> number(head) > 0);
        return number(head);
    }

    private long number(long position) {
        return db.sql("SELECT COALESCE((SELECT number FROM audit_entry WHERE position = ?),"
                        + " (SELECT number FROM audit_entry_odd WHERE position = ?), 0)")
                .params(position, position)
                .query(Long.class)
                .single();
    }
}
