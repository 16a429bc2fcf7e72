package dev.rendezvous.query.pollstatus;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.api.registration.CodeClaimed;
import dev.rendezvous.api.registration.CodeIssued;
import dev.rendezvous.api.registration.DeviceId;
import dev.rendezvous.api.registration.RegistrationCode;
import dev.rendezvous.api.registration.SessionCancelled;
import dev.rendezvous.api.registration.SessionId;
import dev.rendezvous.engine.EventLog;
import dev.rendezvous.query.RunningService;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.EventBus;
import org.axonframework.eventhandling.GenericEventMessage;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

@RunningService
class PendingRegistrationsTest {
    @Autowired
    private EventBus history;

    @Autowired
    private EventLog log;

    @Autowired
    private Clock clock;

    private final WebTestClient http;

    @Autowired
    PendingRegistrationsTest(@Value("${local.server.port}") int port) {
        http = WebTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + port)
                .defaultHeaders(headers -> headers.setBasicAuth("operator", "demo"))
                .build();
    }

    @Test
    void a_session_is_listed_without_its_code() {
        SessionId session = issued("FFFFFF", Duration.ofMinutes(15));
        happens(new CodeClaimed(session, Sample.VIEWER, clock.instant().plusSeconds(900)));

        JsonNode first = list("?state=pending&limit=1").get("registrations").get(0);

        assertThat(first.get("sessionId").asString()).isEqualTo(session.toString());
        assertThat(first.get("code").asString()).isEqualTo("F*****");
        assertThat(first.get("deviceId").asString()).isEqualTo("TV-FFFFFF");
        assertThat(first.get("deviceType").asString()).isEqualTo("roku-ultra");
        assertThat(first.get("firmwareVersion").asString()).isEqualTo("9.1");
        assertThat(first.get("issuedAt").asString()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(first.get("expiresAt").asString()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(first.get("claimed").asBoolean()).isTrue();
    }

    @Test
    void pages_are_newest_first_and_neither_repeat_nor_skip_while_sessions_come_and_go() {
        List<String> issued = new ArrayList<>();
        for (int i = 0; i < 7; i++)
            issued.add(0, issued("GGGGGG", Duration.ofMinutes(15)).toString());

        JsonNode page = list("?limit=3");
        assertThat(idsIn(page)).isEqualTo(issued.subList(0, 3));
        issued("HHHHHH", Duration.ofMinutes(15));
        happens(new SessionCancelled(SessionId.of(issued.get(2)), SessionCancelled.Cause.OPERATOR));
        page = list("?limit=3&cursor=" + page.get("next").asString());
        assertThat(idsIn(page)).isEqualTo(issued.subList(3, 6));
        page = list("?limit=3&cursor=" + page.get("next").asString());
        assertThat(idsIn(page)).startsWith(issued.get(6));
    }

    @Test
    void decided_and_expired_sessions_are_not_listed() {
        SessionId cancelled = issued("JJJJJJ", Duration.ofMinutes(15));
        happens(new SessionCancelled(cancelled, SessionCancelled.Cause.OPERATOR));
        SessionId expired = issued("KKKKKK", Duration.ZERO);

        assertThat(idsIn(list("?limit=1000"))).doesNotContain(cancelled.toString(), expired.toString());
    }

    @Test
    void the_last_page_has_no_next() {
        assertThat(list("?limit=1000").get("next").isNull()).isTrue();
    }

    @Test
    void what_it_does_not_know_is_a_400() {
        for (String query : new String[] {
            "?state=linked", "?limit=0", "?limit=1001", "?limit=many", "?cursor=1", "?state=pending&cursor=x-y"
        }) {
            http.get()
                    .uri("/registrations" + query)
                    .exchange()
                    .expectStatus()
                    .isBadRequest()
                    .expectBody()
                    .jsonPath("$.code")
                    .isEqualTo("INVALID_REQUEST")
                    .jsonPath("$.errors[0].field")
                    .isNotEmpty();
        }
    }

    @Test
    void nobody_but_an_operator_may_look() {
        http.mutate()
                .defaultHeaders(headers -> headers.setBasicAuth("viewer-1", "demo"))
                .build()
                .get()
                .uri("/registrations")
                .exchange()
                .expectStatus()
                .isForbidden();
    }

    private SessionId issued(String code, Duration life) {
        SessionId session = Sample.session();
        happens(new CodeIssued(
                session,
                new RegistrationCode(code),
                new DeviceId("TV-" + code),
                "roku-ultra",
                "9.1",
                null,
                Duration.ofSeconds(30),
                clock.instant().plus(life)));
        return session;
    }

    private JsonNode list(String query) {
        return requireNonNull(http.get()
                .uri("/registrations" + query)
                .header("X-Min-Position", String.valueOf(log.head()))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody());
    }

    private static List<String> idsIn(JsonNode page) {
        List<String> ids = new ArrayList<>();
        page.get("registrations")
                .forEach(session -> ids.add(session.get("sessionId").asString()));
        return ids;
    }

    private void happens(Object event) {
        history.publish(GenericEventMessage.asEventMessage(event));
    }
}
