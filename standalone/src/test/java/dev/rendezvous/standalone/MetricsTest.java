package dev.rendezvous.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What Prometheus is told, and that what operators look at and are woken by is among it. */
@WholeProduct
class MetricsTest {
    private static final Path DEPLOY = Path.of("..", "deploy");
    private static final Pattern METRIC = Pattern.compile("\\b(rendezvous_[a-z_]+[a-z])");
    private static final String CODE = "rendezvous_codes_";

    @LocalServerPort
    private int port;

    private Portal portal;

    @BeforeEach
    void reach() {
        portal = new Portal(port);
    }

    @Test
    void a_link_cycle_is_told_once() throws Exception {
        double issued = value(CODE + "issued_total");
        double linked = value(CODE + "linked_total");
        double measured = value(CODE + "time_to_link_seconds_count");

        linkOne("TV-1");

        assertThat(value(CODE + "issued_total") - issued).isEqualTo(1);
        assertThat(value(CODE + "linked_total") - linked).isEqualTo(1);
        assertThat(value(CODE + "time_to_link_seconds_count") - measured).isEqualTo(1);
        assertThat(value("rendezvous_commands_seconds_count{command=\"LinkDevice\",outcome=\"done\"}"))
                .isPositive();
        assertThat(value("rendezvous_polls_total{outcome=\"success\"}")).isPositive();
        await().untilAsserted(() -> assertThat(value("rendezvous_projection_lag_events{projection=\"poll-view\"}"))
                .isZero());
    }

    @Test
    void everything_on_the_dashboard_and_in_the_alerts_is_exposed() throws Exception {
        everyRefusal();
        Set<String> exposed = new TreeSet<>();
        METRIC.matcher(scrape()).results().map(found -> found.group(1)).forEach(exposed::add);

        assertThat(shown()).isNotEmpty().allSatisfy(metric -> assertThat(exposed)
                .contains(metric));
    }

    @Test
    void nothing_of_a_request_becomes_a_tag() throws Exception {
        linkOne("TV-secret");
        for (int poll = 0; poll < 3; poll++) portal.get("/accounts/nobody-" + poll + "/devices");

        assertThat(scrape()).doesNotContain("TV-secret", "viewer-1", "nobody-", "spring_security");
    }

    private void linkOne(String device) throws IOException, InterruptedException {
        String code = codeFor(device);
        portal.link("viewer-1", code).with(201);
        assertThat(portal.outcome(device, code).text("status")).isEqualTo("success");
    }

    /** What has a reason as a tag is there once something was refused. */
    private void everyRefusal() throws IOException, InterruptedException {
        String profile = "{\"deviceLimit\":1,\"approvalEnabled\":true,\"approvedDeviceLimit\":0,"
                + "\"approvalChanges\":{\"limit\":null,\"windowDays\":30,\"counts\":\"APPROVALS\"},\"groups\":[]}";
        portal.as("operator", "PUT", "/profiles/small", profile).with(201);
        portal.as("operator", "PUT", "/accounts/viewer-2", "{\"profile\":\"small\"}")
                .with(200);
        portal.link("viewer-2", codeFor("TV-only")).with(201);
        portal.link("viewer-2", codeFor("TV-too-many")).with(409, "DEVICE_LIMIT_REACHED");
        portal.as("viewer-2", "POST", "/accounts/viewer-2/approvals", "{\"approve\":[\"TV-only\"]}")
                .with(409, "APPROVED_LIMIT_REACHED");
        portal.as("operator", "PUT", "/accounts/viewer-2/status", "{\"status\":\"ON_HOLD\",\"reason\":\"unpaid\"}")
                .with(204);
        portal.link("viewer-2", codeFor("TV-of-nobody")).with(409, "ACCOUNT_ON_HOLD");
        portal.askForCode("TV-cancelled");
        Matcher session = await("the session of TV-cancelled among those that are pending")
                .until(
                        () -> Pattern.compile("\"sessionId\":\"([^\"]+)\"[^}]*\"TV-cancelled\"")
                                .matcher(portal.text("operator", "/registrations?state=pending")),
                        Matcher::find);
        portal.as("operator", "DELETE", "/registrations/" + session.group(1), "")
                .with(204);
    }

    private String codeFor(String device) throws IOException, InterruptedException {
        return portal.askForCode(device).text("regCode");
    }

    private static Set<String> shown() throws IOException {
        Set<String> metrics = new TreeSet<>();
        for (Path file : Stream.of("grafana/dashboards/rendezvous.json", "prometheus/alerts.yml")
                .map(DEPLOY::resolve)
                .toList()) {
            METRIC.matcher(Files.readString(file))
                    .results()
                    .map(found -> found.group(1))
                    .forEach(metrics::add);
        }
        return metrics;
    }

    /** The value of a sample; 0 if it is not there. */
    private double value(String sample) throws IOException, InterruptedException {
        Matcher line = Pattern.compile("^" + Pattern.quote(sample) + " (\\S+)$", Pattern.MULTILINE)
                .matcher(scrape());
        return line.find() ? Double.parseDouble(line.group(1)) : 0;
    }

    private String scrape() throws IOException, InterruptedException {
        return portal.text("operator", "/actuator/prometheus");
    }
}
