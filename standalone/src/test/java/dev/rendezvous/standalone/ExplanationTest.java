package dev.rendezvous.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Every refusal and every block is explained from history, also as it was (R40). */
@WholeProduct
class ExplanationTest {
    @Autowired
    private JumpingClock clock;

    @LocalServerPort
    private int port;

    private Portal portal;
    private String name;
    private String account;
    private Instant start;

    /** Two places, one approved device, one change a day. */
    @BeforeEach
    void a_household_with_narrow_limits() throws Exception {
        portal = new Portal(port);
        name = "house-" + System.nanoTime();
        account = "/accounts/" + name;
        start = clock.instant();
        define(2, 1, 1);
        done(201, operator("PUT", account, "{\"profile\":\"%s\"}".formatted(name)));
    }

    private void define(int devices, int approved, int changes) throws Exception {
        String profile =
                "{\"deviceLimit\":%d,\"approvedDeviceLimit\":%d,\"approvalChanges\":{\"limit\":%d,\"windowDays\":1}}"
                        .formatted(devices, approved, changes);
        assertThat(operator("PUT", "/profiles/" + name, profile).status()).isBetween(200, 201);
    }

    private Portal.Answer operator(String method, String path, String body) throws Exception {
        return portal.as("operator", method, path, body);
    }

    private static void done(int status, Portal.Answer answer) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
    }

    private String device(int number) {
        return "TV-%d-%s".formatted(number, name);
    }

    private Portal.Answer link(int number) throws Exception {
        String regCode = portal.askForCode(device(number)).text("regCode");
        return operator("POST", account + "/devices", "{\"regCode\":\"%s\"}".formatted(regCode));
    }

    private JsonNode explained(int number, String query) throws Exception {
        Portal.Answer answer = operator("GET", account + "/devices/" + device(number) + "/explanation" + query, "");
        done(200, answer);
        return answer.body();
    }

    private static List<String> counted(JsonNode verdict) {
        return verdict.path("counted").findValuesAsString("deviceId");
    }

    private void later(Duration time) {
        clock.jumpTo(clock.instant().plus(time));
    }

    @Test
    void a_refused_link_names_the_limit_and_each_device_that_has_a_place() throws Exception {
        done(201, link(1));
        later(Duration.ofMinutes(1));
        done(201, link(2));
        done(409, link(3));

        JsonNode place = explained(3, "").path("place");
        assertThat(place.path("allowed").asBoolean()).isFalse();
        assertThat(place.path("code").asString()).isEqualTo("DEVICE_LIMIT_REACHED");
        assertThat(place.path("rule").asString()).isEqualTo("R32");
        assertThat(place.path("limit").path("limit").asInt()).isEqualTo(2);
        assertThat(place.path("limit").path("used").asInt()).isEqualTo(2);
        assertThat(counted(place)).containsExactly(device(1), device(2));
        assertThat(place.path("counted").path(0).path("at").asString()).isEqualTo(text(start));
        assertThat(place.path("wouldChange").size()).isPositive();
        JsonNode refusal = explained(3, "").path("refusals").path(0);
        assertThat(refusal.path("code").asString()).isEqualTo("DEVICE_LIMIT_REACHED");
        assertThat(refusal.path("at").asString()).isEqualTo(text(clock.instant()));
    }

    @Test
    void a_block_names_what_blocks_and_what_would_end_it() throws Exception {
        done(201, link(1));
        done(201, link(2));
        JsonNode play = explained(2, "").path("play");
        assertThat(play.path("code").asString()).isEqualTo("DEVICE_UNAPPROVED");
        assertThat(play.path("because").path(0).path("event").asString()).isEqualTo("DeviceLinked");
        assertThat(explained(2, "").path("signIn").path("allowed").asBoolean()).isTrue();
        later(Duration.ofSeconds(1));
        done(204, operator("PUT", account + "/devices/" + device(2) + "/operator-status", "{\"status\":\"DISABLED\"}"));
        JsonNode signIn = explained(2, "").path("signIn");
        assertThat(signIn.path("code").asString()).isEqualTo("DEVICE_DISABLED");
        assertThat(signIn.path("because").path(0).path("event").asString()).isEqualTo("OperatorStatusChanged");
        assertThat(signIn.path("because").path(0).path("at").asString()).isEqualTo(text(clock.instant()));
        done(204, operator("PUT", account + "/status", "{\"status\":\"ON_HOLD\"}"));
        assertThat(explained(2, "").path("signIn").path("code").asString()).isEqualTo("ACCOUNT_ON_HOLD");
        assertThat(explained(2, "").path("approve").path("code").asString()).isEqualTo("ACCOUNT_ON_HOLD");
    }

    @Test
    void a_refused_change_names_the_changes_that_count_and_when_the_next_is_possible() throws Exception {
        done(201, link(1));
        done(201, link(2));
        JsonNode full = explained(2, "").path("approve");
        assertThat(full.path("code").asString()).isEqualTo("APPROVED_LIMIT_REACHED");
        assertThat(full.path("rule").asString()).isEqualTo("R34");
        assertThat(counted(full)).containsExactly(device(1));

        done(200, operator("POST", account + "/approvals", "{\"unapprove\":[\"%s\"]}".formatted(device(1))));
        JsonNode tooOften = explained(2, "").path("approve");
        assertThat(tooOften.path("code").asString()).isEqualTo("CHANGE_LIMIT_REACHED");
        assertThat(tooOften.path("rule").asString()).isEqualTo("R35");
        assertThat(counted(tooOften)).containsExactly(device(1));
        String nextDay = text(start.plus(Duration.ofDays(1)));
        assertThat(tooOften.path("counted").path(0).path("countsUntil").asString())
                .isEqualTo(nextDay);
        assertThat(tooOften.path("possibleFrom").asString()).isEqualTo(nextDay);
        clock.jumpTo(start.plus(Duration.ofDays(1)));
        assertThat(explained(2, "").path("approve").path("allowed").asBoolean()).isTrue();
    }

    @Test
    void a_past_instant_is_explained_with_the_limits_and_the_state_of_then() throws Exception {
        done(201, link(1));
        done(201, link(2));
        Instant then = clock.instant();
        later(Duration.ofHours(1));
        define(5, 5, 5);
        done(200, operator("POST", account + "/approvals", "{\"approve\":[\"%s\"]}".formatted(device(2))));

        assertThat(explained(2, "").path("play").path("allowed").asBoolean()).isTrue();
        JsonNode before = explained(2, "?at=" + then);
        assertThat(before.path("play").path("code").asString()).isEqualTo("DEVICE_UNAPPROVED");
        assertThat(before.path("approve").path("code").asString()).isEqualTo("APPROVED_LIMIT_REACHED");
        assertThat(before.path("approve").path("limit").path("limit").asInt()).isEqualTo(1);
        assertThat(before.path("at").asString()).isEqualTo(text(then));
    }

    @Test
    void what_was_not_there_then_is_unknown_and_the_future_is_not_explained() throws Exception {
        done(201, link(1));
        String explanation = account + "/devices/" + device(1) + "/explanation";
        done(404, operator("GET", explanation + "?at=" + start.minusMillis(1), ""));
        done(400, operator("GET", explanation + "?at=" + clock.instant().plusMillis(1), ""));
        done(400, operator("GET", explanation + "?at=yesterday", ""));
        Portal.Answer unknown = operator("GET", account + "/devices/nobodys/explanation", "");
        done(404, unknown);
        assertThat(unknown.text("code")).isEqualTo("DEVICE_UNKNOWN");
        done(403, portal.as("viewer-1", "GET", explanation, ""));
        done(200, portal.as("auditor", "GET", explanation, ""));
    }

    /** As the API writes instants. */
    private static String text(Instant instant) {
        return "%tFT%<tT.%<tLZ".formatted(instant.atOffset(java.time.ZoneOffset.UTC));
    }
}
