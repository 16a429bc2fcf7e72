package dev.rendezvous.query.projection;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.account.AccountOpened;
import dev.rendezvous.engine.EventLog;
import dev.rendezvous.query.RunningService;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventBus;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.TrackingEventProcessor;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

@RunningService
@TestPropertySource(properties = "rendezvous.projections.stalled-after=1s")
class ProjectionsTest {
    @Autowired
    private EventBus history;

    @Autowired
    private EventLog log;

    @Autowired
    private EventProcessingConfiguration processors;

    private final WebTestClient http;

    @Autowired
    ProjectionsTest(@Value("${local.server.port}") int port) {
        http = WebTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + port)
                .responseTimeout(Duration.ofSeconds(30))
                .build();
    }

    @Test
    void every_projection_tells_how_far_it_is() {
        happens();
        for (String projection : new String[] {"poll-view", "account-views", "linked-devices"}) {
            Awaitility.await().until(() -> stateOf(projection).equals("CURRENT"));
            Map<String, Object> told = told(projection);
            assertThat(told)
                    .containsEntry("position", (int) log.head())
                    .containsEntry("head", (int) log.head())
                    .containsEntry("lag", Map.of("events", 0, "ms", 0))
                    .containsEntry("parked", 0);
        }
    }

    @Test
    void operators_and_auditors_are_told_and_nobody_else() {
        for (String who : new String[] {"operator", "auditor"})
            projections(who).expectStatus().isOk();
        for (String who : new String[] {"viewer-1", "partner"})
            projections(who).expectStatus().isForbidden();
    }

    @Test
    void a_projection_that_stands_still_turns_readiness_red_until_it_moves() {
        TrackingEventProcessor processor = processors
                .eventProcessor("linked-devices", TrackingEventProcessor.class)
                .orElseThrow();
        ready(200);
        processor.shutDown();
        try {
            happens();
            ready(503);
            assertThat(stateOf("linked-devices")).isEqualTo("STALLED");
            assertThat(stateOf("poll-view")).isEqualTo("CURRENT");
        } finally {
            processor.start();
        }
        ready(200);
    }

    private void ready(int status) {
        Awaitility.await()
                .until(() -> http.get()
                                .uri("/actuator/health/readiness")
                                .exchange()
                                .returnResult(Void.class)
                                .getStatus()
                                .value()
                        == status);
    }

    private WebTestClient.ResponseSpec projections(String who) {
        return http.get()
                .uri("/projections")
                .headers(headers -> headers.setBasicAuth(who, "demo"))
                .exchange();
    }

    private String stateOf(String projection) {
        return String.valueOf(told(projection).get("state"));
    }

    private Map<String, Object> told(String projection) {
        List<Map<String, Object>> all = projections("auditor")
                .expectBody(new ParameterizedTypeReference<List<Map<String, Object>>>() {})
                .returnResult()
                .getResponseBody();
        return requireNonNull(all).stream()
                .filter(one -> projection.equals(one.get("name")))
                .findFirst()
                .orElseThrow();
    }

    private void happens() {
        history.publish(GenericEventMessage.asEventMessage(
                new AccountOpened(new AccountId("viewer-" + UUID.randomUUID()), "standard")));
    }
}
