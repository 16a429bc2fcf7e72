package dev.rendezvous.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who may not amend, and what makes no amendment: a clear answer, and nothing half done (R34, R37). */
@WholeProduct
class ApprovalsRefusedTest {
    @Autowired
    private JdbcClient db;

    @LocalServerPort
    private int port;

    private Portal portal;
    private String name;
    private Customer customer;
    private String token;

    @BeforeEach
    void an_account_with_a_television() throws Exception {
        portal = new Portal(port);
        name = "family-" + System.nanoTime();
        customer = new Customer(portal, name).with("standard");
        token = customer.link(tv());
    }

    private String tv() {
        return "TV-" + name;
    }

    private long events() {
        return db.sql("SELECT COUNT(*) FROM domain_event WHERE aggregate_identifier = ?")
                .param(name)
                .query(Long.class)
                .single();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {"approve":["TV-of-nobody"]}                           | 404 | DEVICE_UNKNOWN
            {"approve":["$TV"],"unapprove":["TV-of-nobody"]}       | 404 | DEVICE_UNKNOWN
            {"approve":["$FOREIGN"]}                               | 404 | DEVICE_UNKNOWN
            {"unapprove":["$TV","$FOREIGN"]}                       | 404 | DEVICE_UNKNOWN
            {"unapprove":[]}                                       | 400 | INVALID_REQUEST
            {"approve":[],"unapprove":[]}                          | 400 | INVALID_REQUEST
            {"approve":null}                                       | 400 | INVALID_REQUEST
            {"approve":["$TV"],"unapprove":["$TV"]}                | 400 | INVALID_REQUEST
            {"unapprove":["$TV","$TV"]}                            | 400 | INVALID_REQUEST
            {"unapprove":["$TV",null]}                             | 400 | INVALID_REQUEST
            {"unapprove":["$TV",""]}                               | 400 | INVALID_REQUEST
            {"unapprove":["$TV","\\u0007"]}                        | 400 | INVALID_REQUEST
            {"unapprove":["$TV",{}]}                               | 400 | INVALID_REQUEST
            {"unapprove":["$TV",["$TV"]]}                          | 400 | INVALID_REQUEST
            {"unapprove":["$TV",7]}                                | 404 | DEVICE_UNKNOWN
            {"unapprove":["$TV",true]}                             | 404 | DEVICE_UNKNOWN
            {"unapprove":"$TV"}                                    | 400 | INVALID_REQUEST
            {"unapprove":{"0":"$TV"}}                              | 400 | INVALID_REQUEST
            ["$TV"]                                                | 400 | INVALID_REQUEST
            """)
    void what_makes_no_amendment_changes_nothing_whoever_sends_it(String body, int status, String code)
            throws Exception {
        Customer neighbour = new Customer(portal, name + "-b").with("standard");
        String foreign = tv() + "-b";
        neighbour.link(foreign);
        String sent = body.replace("$TV", tv()).replace("$FOREIGN", foreign);
        long before = events();
        customer.post("/approvals", sent).with(status, code);
        customer.device(token, "/approvals", sent).with(status, code);
        customer.post("/approval-overrides", sent.replaceFirst("\\{", "{\"reason\":\"why not\","))
                .with(status, code);
        assertThat(events()).isEqualTo(before);
    }

    @Test
    void ten_thousand_devices_are_no_amendment_however_short_their_names() throws Exception {
        long before = events();
        customer.post("/approvals", tenThousand(number -> "device-" + number)).with(413, "BODY_TOO_LARGE");
        customer.post("/approvals", tenThousand(number -> Integer.toString(number, Character.MAX_RADIX)))
                .with(400, "INVALID_REQUEST");
        assertThat(events()).isEqualTo(before);
    }

    private static String tenThousand(IntFunction<String> device) {
        return IntStream.range(0, 10_000)
                .mapToObj(number -> "\"" + device.apply(number) + "\"")
                .collect(Collectors.joining(",", "{\"approve\":[", "]}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"reason\":\"\"}", "{\"reason\":\"  \"}", "{\"reason\":{}}", "[]"})
    void without_a_reason_nothing_is_overridden_and_no_window_begins_anew(String body) throws Exception { // R37
        long before = events();
        customer.post("/change-window-resets", body).with(400, "INVALID_REQUEST");
        customer.post("/approval-overrides", body).with(400, "INVALID_REQUEST");
        customer.post("/approval-overrides", "{\"unapprove\":[\"%s\"]}".formatted(tv()))
                .with(400, "INVALID_REQUEST");
        assertThat(events()).isEqualTo(before);
    }

    @Test
    void an_account_whose_devices_need_no_approval_has_nothing_to_amend() throws Exception {
        customer.define(name, "{\"approvalEnabled\":false}");
        customer.with(name);
        long before = events();
        customer.unapprove(tv()).with(409, "APPROVAL_NOT_ENABLED");
        customer.override(tv()).with(409, "APPROVAL_NOT_ENABLED");
        customer.device(token, "/approvals", "{\"unapprove\":[\"%s\"]}".formatted(tv()))
                .with(409, "APPROVAL_NOT_ENABLED");
        assertThat(events()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            GET  | /accounts/viewer-1/devices              | 403 | viewer-2
            POST | /accounts/viewer-1/approvals            | 403 | viewer-2
            POST | /accounts/viewer-1/approval-overrides   | 403 | viewer-2
            POST | /accounts/viewer-1/approval-overrides   | 403 | viewer-1
            POST | /accounts/viewer-1/change-window-resets | 403 | viewer-2
            POST | /accounts/viewer-1/change-window-resets | 403 | viewer-1
            GET  | /accounts/viewer-1/devices              | 403 | partner
            POST | /accounts/viewer-1/approvals            | 403 | partner
            POST | /accounts/viewer-1/approvals            | 403 | auditor
            POST | /accounts/viewer-1/approval-overrides   | 403 | auditor
            POST | /accounts/viewer-1/change-window-resets | 403 | auditor
            POST | /devices/me/approvals                   | 403 | viewer-1
            GET  | /devices/me/account-devices             | 403 | operator
            """)
    void others_may_not(String method, String path, int status, String user) throws Exception {
        String body = "{\"approve\":[\"TV-1\"],\"reason\":\"because\"}";
        portal.as(user, method, path, method.equals("GET") ? "" : body).with(status, "FORBIDDEN");
    }

    @Test
    void its_holder_sees_and_amends_an_account() throws Exception {
        portal.read("viewer-1", "/accounts/viewer-1/devices", 0).with(200);
        portal.as("viewer-1", "POST", "/accounts/viewer-1/approvals", "{\"approve\":[\"TV-of-nobody\"]}")
                .with(404, "DEVICE_UNKNOWN");
    }

    @Test
    void an_account_that_nobody_opened_is_not_registered() throws Exception {
        Customer nobody = new Customer(portal, "nobody-" + name);
        nobody.devices("").with(404, "ACCOUNT_NOT_REGISTERED");
        nobody.approve(tv()).with(404, "ACCOUNT_NOT_REGISTERED");
        nobody.override(tv()).with(404, "ACCOUNT_NOT_REGISTERED");
        nobody.post("/change-window-resets", "{\"reason\":\"why\"}").with(404, "ACCOUNT_NOT_REGISTERED");
    }
}
