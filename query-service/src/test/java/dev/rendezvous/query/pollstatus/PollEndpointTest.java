package dev.rendezvous.query.pollstatus;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rendezvous.api.account.DeviceUnlinked;
import dev.rendezvous.api.registration.CodeIssued;
import dev.rendezvous.api.registration.DeviceId;
import dev.rendezvous.api.registration.RegistrationCode;
import dev.rendezvous.api.registration.SessionCancelled;
import dev.rendezvous.api.registration.SessionId;
import dev.rendezvous.api.registration.SessionLinked;
import dev.rendezvous.api.token.DeviceTokens;
import dev.rendezvous.api.token.TokenRef;
import dev.rendezvous.query.RunningService;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventBus;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.TrackingEventProcessor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

@RunningService
class PollEndpointTest {
    private static final String PATH = "/registration/link";

    private final SessionId session = Sample.session();
    private final TokenRef token = new TokenRef("k1", UUID.randomUUID());
    private final DeviceId device = new DeviceId("TV-" + UUID.randomUUID());

    @Autowired
    private EventBus history;

    @Autowired
    private DeviceTokens tokens;

    @Autowired
    private Clock clock;

    @Autowired
    private EventProcessingConfiguration processors;

    @Autowired
    private MeterRegistry registry;

    @Autowired
    private HealthEndpointGroups healthGroups;

    private final String base;
    private final WebTestClient http;

    @Autowired
    PollEndpointTest(@Value("${local.server.port}") int port) {
        base = "http://127.0.0.1:" + port;
        http = WebTestClient.bindToServer()
                .baseUrl(base)
                .responseTimeout(Duration.ofSeconds(30))
                .build();
    }

    @BeforeEach
    void a_code_is_on_the_screen() {
        happens(issued("BCDFG"));
    }

    @Test
    void a_pending_session_is_incomplete() {
        poll("BCDFG")
                .expectHeader()
                .contentTypeCompatibleWith(MediaType.APPLICATION_XML)
                .expectHeader()
                .valueEquals("Cache-Control", "no-store")
                .expectBody(String.class)
                .isEqualTo("<result><status>incomplete</status><retryInterval>30</retryInterval></result>");
    }

    @Test
    void a_code_is_understood_however_it_is_typed() {
        assertThat(answer("bc-df g")).isEqualTo("{\"status\":\"incomplete\",\"retryInterval\":30}");
    }

    @Test
    void a_fast_poll_is_incomplete_with_a_longer_interval() {
        answer("BCDFG");

        assertThat(answer("BCDFG")).isEqualTo("{\"status\":\"incomplete\",\"retryInterval\":35}");
    }

    @Test
    void a_linked_session_answers_the_token_again_and_again() {
        happens(new SessionLinked(session, Sample.VIEWER, token));

        await().until(() -> answer("BCDFG").contains("success"));
        assertThat(answer("BCDFG"))
                .contains("\"status\":\"success\"")
                .contains("\"deviceToken\":\"" + tokens.tokenOf(token) + '"')
                .contains("\"customerId\":\"viewer-1\"")
                .containsPattern("\"creationTime\":\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z\"")
                .isEqualTo(answer("BCDFG"));
    }

    @Test
    void a_device_unlinked_before_its_poll_gets_no_token() {
        happens(new SessionLinked(session, Sample.VIEWER, token));
        happens(new DeviceUnlinked(Sample.VIEWER, device, DeviceUnlinked.Reason.USER));

        await().untilAsserted(() -> assertThat(answer("BCDFG")).contains("\"reason\":\"device_issue\""));
    }

    @Test
    void a_missing_code_is_a_failure_and_no_error() {
        for (String query : new String[] {"?deviceID=TV", "?deviceID=TV&regCode="}) {
            get(query).expectStatus().isOk().expectBody(String.class).value(answer -> assertThat(answer)
                    .contains("<status>failure</status><reason>missing_code</reason><message>"));
        }
    }

    @Test
    void unknown_ill_formed_and_other_devices_codes_are_answered_alike() {
        String unknown = answer("ZZZZZ");

        assertThat(unknown).contains("\"reason\":\"invalid_code\"");
        assertThat(answer("no code at all")).isEqualTo(unknown);
        assertThat(answerOf("?deviceID=another&regCode=BCDFG")).isEqualTo(unknown);
    }

    @Test
    void malformed_input_is_a_400_in_the_rendezvous_shape() {
        for (String query : new String[] {
            "?regCode=BCDFG", "?regCode=BCDFG&deviceID=" + "x".repeat(129), "?regCode=BCDFG&deviceID=a%00b"
        }) {
            get(query).expectStatus().isBadRequest().expectBody(String.class).value(answer -> assertThat(answer)
                    .contains("<status>failure</status><reason>invalid_request</reason>"));
        }
    }

    @Test
    void a_held_poll_is_answered_when_the_session_is_decided() {
        CompletableFuture<String> poll = CompletableFuture.supplyAsync(() -> http.get()
                .uri(uri("?deviceID=" + device + "&regCode=BCDFG"))
                .accept(MediaType.APPLICATION_JSON)
                .header("Prefer", "wait=25")
                .exchange()
                .expectHeader()
                .valueEquals("Preference-Applied", "wait=25")
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
        await().until(() -> answer("BCDFG").contains("35"));
        happens(new SessionCancelled(session, SessionCancelled.Cause.OPERATOR));

        assertThat(poll).succeedsWithin(Duration.ofSeconds(10)).asString().contains("\"reason\":\"cancelled\"");
    }

    @Test
    void a_poll_held_to_the_end_is_incomplete() {
        http.get()
                .uri(uri("?deviceID=" + device + "&regCode=BCDFG"))
                .header("Prefer", "wait=1")
                .exchange()
                .expectHeader()
                .valueEquals("Preference-Applied", "wait=1")
                .expectBody(String.class)
                .value(answer -> assertThat(answer).contains("<status>incomplete</status>"));
    }

    @Test
    void a_form_and_json_are_read_too() {
        for (Function<WebTestClient.RequestBodySpec, WebTestClient.RequestHeadersSpec<?>> body : bodies()) {
            body.apply(http.post().uri(PATH).accept(MediaType.APPLICATION_JSON))
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectBody(String.class)
                    .value(answer -> assertThat(answer).contains("\"status\":\"incomplete\""));
        }
    }

    @Test
    void polls_are_counted_by_what_they_were_told() {
        double incomplete = told("incomplete");
        double slowDown = told("slow_down");
        double invalid = told("invalid_code");
        double missing = told("missing_code");

        answer("BCDFG");
        answer("BCDFG");
        answer("ZZZZZ");
        answerOf("?deviceID=TV");

        assertThat(told("incomplete") - incomplete).isEqualTo(1);
        assertThat(told("slow_down") - slowDown).isEqualTo(1);
        assertThat(told("invalid_code") - invalid).isEqualTo(1);
        assertThat(told("missing_code") - missing).isEqualTo(1);
    }

    private double told(String outcome) {
        return registry.get("rendezvous.polls")
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    @Test
    void the_service_is_ready_once_the_view_has_caught_up() {
        assertThat(requireNonNull(healthGroups.get("readiness")).isMember("pollView"))
                .isTrue();
        await().untilAsserted(() -> http.get()
                .uri("/actuator/health/readiness")
                .exchange()
                .expectStatus()
                .isOk());
    }

    @Test
    void a_stopped_projection_makes_no_code_invalid() {
        TrackingEventProcessor projection = processors
                .eventProcessor(PollProjection.NAME, TrackingEventProcessor.class)
                .orElseThrow();
        projection.shutDown();
        double unavailable = told("unavailable");
        try {
            http.get()
                    .uri(uri("?deviceID=another&regCode=BCDFG"))
                    .exchange()
                    .expectStatus()
                    .isEqualTo(503)
                    .expectHeader()
                    .valueEquals("Retry-After", "1")
                    .expectBody(String.class)
                    .value(answer -> assertThat(answer).contains("<reason>unavailable</reason>"));
            assertThat(told("unavailable") - unavailable).isEqualTo(1);
            happens(issued("XXXXX"));
            CompletableFuture<String> poll = CompletableFuture.supplyAsync(() -> answer("XXXXX"));
            assertThat(registry.get("rendezvous.projection.lag.events")
                            .tag("projection", PollProjection.NAME)
                            .gauge()
                            .value())
                    .isPositive();
            projection.start();
            assertThat(poll).succeedsWithin(Duration.ofSeconds(10)).asString().contains("incomplete");
        } finally {
            projection.start();
        }
    }

    private Iterable<Function<WebTestClient.RequestBodySpec, WebTestClient.RequestHeadersSpec<?>>> bodies() {
        String id = device.value();
        return List.of(
                post -> post.contentType(MediaType.APPLICATION_FORM_URLENCODED)
                        .bodyValue("regCode=BCDFG&deviceID=" + id),
                post -> post.contentType(MediaType.APPLICATION_JSON)
                        .bodyValue("{\"regCode\":\"BCDFG\",\"deviceID\":\"" + id + "\"}"),
                post -> post.contentType(MediaType.APPLICATION_XML)
                        .bodyValue("<r><regCode>BCDFG</regCode><deviceID>" + id + "</deviceID></r>"));
    }

    private CodeIssued issued(String code) {
        return new CodeIssued(
                code.equals("BCDFG") ? session : Sample.session(),
                new RegistrationCode(code),
                device,
                "roku-ultra",
                "9.1",
                null,
                Duration.ofSeconds(30),
                clock.instant().plusSeconds(900));
    }

    private void happens(Object event) {
        history.publish(GenericEventMessage.asEventMessage(event));
    }

    private String answer(String typedCode) {
        return answerOf("?deviceID=" + device + "&regCode=" + typedCode.replace(" ", "%20"));
    }

    private String answerOf(String query) {
        return String.valueOf(http.get()
                .uri(uri(query))
                .accept(MediaType.APPLICATION_JSON)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
    }

    private WebTestClient.ResponseSpec poll(String code) {
        return get("?deviceID=" + device + "&regCode=" + code);
    }

    private WebTestClient.ResponseSpec get(String query) {
        return http.get().uri(uri(query)).exchange();
    }

    private URI uri(String query) {
        return URI.create(base + PATH + query);
    }
}
