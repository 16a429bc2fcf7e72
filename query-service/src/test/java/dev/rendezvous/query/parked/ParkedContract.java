package dev.rendezvous.query.parked;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rendezvous.api.account.AccountEvent;
import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.account.AccountOpened;
import dev.rendezvous.api.account.DeviceLinked;
import dev.rendezvous.api.account.DeviceRenamed;
import dev.rendezvous.api.account.DeviceUnlinked;
import dev.rendezvous.api.account.OperatorStatus;
import dev.rendezvous.api.account.OperatorStatusChanged;
import dev.rendezvous.api.registration.DeviceId;
import dev.rendezvous.api.registration.SessionId;
import dev.rendezvous.api.token.DeviceTokens;
import dev.rendezvous.api.token.TokenRef;
import dev.rendezvous.engine.EventLog;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.eventhandling.EventBus;
import org.axonframework.eventhandling.GenericEventMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Events that the linked devices cannot handle (R56), on every SQL engine. */
@Timeout(120)
abstract class ParkedContract {
    private static final String TOO_LONG = "x".repeat(3_000);

    private final AccountId account = new AccountId("viewer-" + UUID.randomUUID());
    private final DeviceId device = new DeviceId("TV-" + UUID.randomUUID());
    private final TokenRef token = token();
    private final WebTestClient http;

    @Autowired
    private EventBus history;

    @Autowired
    private EventLog log;

    @Autowired
    private DeviceTokens tokens;

    @Autowired
    private JdbcClient db;

    ParkedContract(int port) {
        http = WebTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + port)
                .responseTimeout(Duration.ofSeconds(30))
                .build();
    }

    @BeforeEach
    void a_device_is_linked() {
        happens(new AccountOpened(account, "standard"));
        happens(linked("roku", token));
        me(token).expectStatus().isOk();
    }

    @AfterEach
    void nothing_stays_parked() {
        parked().forEach(event -> post(event, "discard", "operator"));
        assertThat(parked()).isEmpty();
    }

    @Test
    void a_poison_event_stops_nothing_else_and_what_follows_it_waits_in_order() {
        happens(new DeviceRenamed(account, device, TOO_LONG));
        happens(new OperatorStatusChanged(account, device, OperatorStatus.DISABLED, "lost"));
        AccountId other = new AccountId("viewer-" + UUID.randomUUID());
        happens(new AccountOpened(other, "standard"));
        TokenRef others = token();
        happens(new DeviceLinked(other, device, "roku", null, new SessionId(UUID.randomUUID()), others, null));
        me(others).expectStatus().isOk();

        List<Map<String, Object>> parked = parked();
        assertThat(parked).extracting("event").containsExactly("DeviceRenamed", "OperatorStatusChanged");
        assertThat(parked).extracting("sequence").containsOnly("account " + account);
        assertThat(String.valueOf(parked.get(0).get("error"))).contains("long").doesNotContain("UPDATE", "org.");
        assertThat(parked.get(1).get("error")).isNull();
        assertThat(parkedOfProjection()).isEqualTo(2);

        post(parked.get(1), "retry", "operator").expectStatus().isEqualTo(409);
        post(parked.get(0), "retry", "operator").expectStatus().isEqualTo(409);
        assertThat(parked()).hasSize(2);
        post(parked.get(0), "discard", "operator").expectStatus().isNoContent();
        assertThat(parked()).isEmpty();
        me(token)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.operatorStatus")
                .isEqualTo("DISABLED");
    }

    @Test
    void a_device_is_not_called_linked_while_its_unlinking_is_parked() { // R25
        happens(new DeviceRenamed(account, device, TOO_LONG));
        happens(new DeviceUnlinked(account, device, DeviceUnlinked.Reason.USER));

        me(token)
                .expectStatus()
                .isEqualTo(503)
                .expectHeader()
                .valueEquals("Retry-After", "30")
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("UNAVAILABLE");
        http.get()
                .uri("/accounts/{a}/devices", account)
                .headers(headers -> headers.setBasicAuth("operator", "demo"))
                .exchange()
                .expectStatus()
                .isEqualTo(503);
        post(parked().get(0), "discard", "operator").expectStatus().isNoContent();
        me(token).expectStatus().isUnauthorized();
    }

    @Test
    void a_token_is_not_called_dead_while_its_link_may_be_parked_and_lives_after_a_retry() {
        TokenRef again = token();
        happens(linked("r".repeat(200), again));
        me(again).expectStatus().isEqualTo(503);

        for (String table : new String[] {"linked_device", "linked_device_odd"}) {
            db.sql("ALTER TABLE %s ALTER COLUMN device_type SET DATA TYPE VARCHAR(256)".formatted(table))
                    .update();
        }
        post(parked().get(0), "retry", "auditor").expectStatus().isForbidden();
        post(parked().get(0), "retry", "operator").expectStatus().isNoContent();
        assertThat(parked()).isEmpty();
        me(again).expectStatus().isOk();
        me(token).expectStatus().isUnauthorized();
    }

    @Test
    void a_rebuilt_generation_parks_what_it_cannot_handle_either() {
        happens(new DeviceRenamed(account, device, TOO_LONG));
        happens(new DeviceUnlinked(account, device, DeviceUnlinked.Reason.USER));
        await().until(() -> parked().size() == 2);
        URI replay = http.post()
                .uri("/projections/linked-devices/replays")
                .headers(headers -> headers.setBasicAuth("operator", "demo"))
                .exchange()
                .expectStatus()
                .isAccepted()
                .returnResult(Void.class)
                .getResponseHeaders()
                .getLocation();
        await().until(() ->
                "TAKEN_OVER".equals(get(requireNonNull(replay).getPath()).get("state")));

        assertThat(parked()).extracting("event").containsExactly("DeviceRenamed", "DeviceUnlinked");
        me(token).expectStatus().isEqualTo(503);
        post(parked().get(0), "discard", "operator").expectStatus().isNoContent();
        me(token).expectStatus().isUnauthorized();
    }

    @Test
    void what_fails_for_a_passing_reason_is_tried_again_and_not_parked() {
        for (String suffix : new String[] {"", "_odd"}) rename("account_status" + suffix, "away" + suffix);
        try {
            happens(new OperatorStatusChanged(account, device, OperatorStatus.DISABLED, null));
            happens(new AccountOpened(new AccountId("viewer-" + UUID.randomUUID()), "standard"));
            await().until(() -> "FAILING".equals(projection().get("state")));
            assertThat(parked()).isEmpty();
        } finally {
            for (String suffix : new String[] {"", "_odd"}) rename("away" + suffix, "account_status" + suffix);
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> parkedOfProjection() == 0 && isCurrent());
        me(token)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.operatorStatus")
                .isEqualTo("DISABLED");
    }

    @Test
    void what_is_not_parked_is_not_found() {
        for (String action : new String[] {"retry", "discard"})
            post(Map.of("id", "nothing"), action, "operator").expectStatus().isNotFound();
    }

    private void rename(String from, String to) {
        db.sql("ALTER TABLE %s RENAME TO %s".formatted(from, to)).update();
    }

    private boolean isCurrent() {
        return "CURRENT".equals(projection().get("state"));
    }

    private int parkedOfProjection() {
        return (int) requireNonNull(projection().get("parked"));
    }

    private Map<String, Object> projection() {
        return list("/projections").stream()
                .filter(one -> "linked-devices".equals(one.get("name")))
                .findFirst()
                .orElseThrow();
    }

    private List<Map<String, Object>> parked() {
        return list("/parked-events");
    }

    private List<Map<String, Object>> list(String path) {
        return requireNonNull(http.get()
                .uri(path)
                .headers(headers -> headers.setBasicAuth("auditor", "demo"))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(new ParameterizedTypeReference<List<Map<String, Object>>>() {})
                .returnResult()
                .getResponseBody());
    }

    private Map<String, Object> get(String path) {
        return requireNonNull(http.get()
                .uri(path)
                .headers(headers -> headers.setBasicAuth("auditor", "demo"))
                .exchange()
                .expectBody(new ParameterizedTypeReference<Map<String, Object>>() {})
                .returnResult()
                .getResponseBody());
    }

    private WebTestClient.ResponseSpec post(Map<String, Object> event, String action, String who) {
        return http.method(HttpMethod.POST)
                .uri("/parked-events/{id}/{action}", event.get("id"), action)
                .headers(headers -> headers.setBasicAuth(who, "demo"))
                .exchange();
    }

    /** What the device is told of everything that has happened so far. */
    private WebTestClient.ResponseSpec me(TokenRef bearer) {
        return http.get()
                .uri("/devices/me")
                .headers(headers -> {
                    headers.setBearerAuth(tokens.tokenOf(bearer));
                    headers.set("X-Min-Position", String.valueOf(log.head()));
                })
                .exchange();
    }

    private void happens(AccountEvent event) {
        history.publish(GenericEventMessage.asEventMessage(event));
    }

    private DeviceLinked linked(@Nullable String deviceType, TokenRef with) {
        return new DeviceLinked(account, device, deviceType, null, new SessionId(UUID.randomUUID()), with, null);
    }

    private static TokenRef token() {
        return new TokenRef("k1", UUID.randomUUID());
    }
}
