package dev.rendezvous.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A closed account stays as it is, except that its devices may go (R22, R25, R38). */
@WholeProduct
class ClosedAccountTest {
    @Autowired
    private JdbcClient db;

    @LocalServerPort
    private int port;

    private Portal portal;
    private String name;
    private String device;
    private String token;
    private Customer customer;

    @BeforeEach
    void a_closed_account_with_a_television() throws Exception {
        portal = new Portal(port);
        name = "family-" + System.nanoTime();
        device = "TV-" + name;
        customer = new Customer(portal, name).with("standard");
        token = customer.link(device);
        customer.status("CLOSED").with(204);
    }

    private List<String> history() {
        return db
                .sql("SELECT payload_type FROM domain_event WHERE aggregate_identifier = ? ORDER BY sequence_number")
                .param(name)
                .query(String.class)
                .list()
                .stream()
                .map(type -> type.substring(type.lastIndexOf('.') + 1))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            PUT   |                               | {"profile":"standard"}
            PUT   | /status                       | {"status":"ACTIVE","reason":"again"}
            PUT   | /status                       | {"status":"ON_HOLD","reason":"again"}
            POST  | /claims                       | {"regCode":"BBBBB"}
            POST  | /claims/BBBBB/decline         | {}
            POST  | /devices                      | {"regCode":"BBBBB"}
            POST  | /approvals                    | {"unapprove":["$TV"]}
            POST  | /approval-overrides           | {"unapprove":["$TV"],"reason":"why not"}
            POST  | /change-window-resets         | {"reason":"why not"}
            PATCH | /devices/$TV                  | {"name":"Kitchen"}
            PUT   | /devices/$TV/operator-status  | {"status":"DISABLED"}
            PUT   | /devices/$TV/activation-status | {"status":"INACTIVE"}
            PUT   | /devices/$TV/managed          | {"managed":true}
            """)
    void nothing_is_changed_any_more(String method, String where, String body) throws Exception {
        List<String> before = history();
        String path = customer.path() + (where == null ? "" : where.replace("$TV", device));
        portal.as("operator", method, path, body.replace("$TV", device)).with(409, "ACCOUNT_CLOSED");
        assertThat(history()).isEqualTo(before);
    }

    @Test
    void its_television_does_nothing_any_more() throws Exception {
        List<String> before = history();
        customer.device(token, "/sign-ons", "").with(403, "ACCOUNT_CLOSED");
        customer.device(token, "/approvals", "{\"unapprove\":[\"%s\"]}".formatted(device))
                .with(409, "ACCOUNT_CLOSED");
        customer.ask(token, "/account-devices").with(409, "ACCOUNT_CLOSED");
        assertThat(history()).isEqualTo(before);
    }

    @Test
    void closing_it_twice_is_no_news() throws Exception {
        List<String> before = history();
        customer.status("CLOSED").with(204);
        assertThat(history()).isEqualTo(before).endsWith("AccountClosed");
    }

    @Test
    void a_code_that_it_enters_ends_and_the_television_is_told() throws Exception { // R22
        List<String> before = history();
        String regCode = portal.askForCode("new-" + device).text("regCode");
        customer.enter(regCode).with(409, "ACCOUNT_CLOSED");
        Portal.Answer poll = portal.outcome("new-" + device, regCode);
        assertThat(poll.text("reason")).isEqualTo("account_issue");
        assertThat(history()).isEqualTo(before);
    }

    @Test
    void its_devices_may_go_and_move_to_another_account() throws Exception { // R24, R25
        Customer next = new Customer(portal, name + "-b").with("standard");
        next.link(device);
        assertThat(history()).endsWith("AccountClosed", "DeviceUnlinked");
        assertThat(customer.devices().path("devices").isEmpty()).isTrue();
        customer.unlink(device).with(404, "DEVICE_UNKNOWN");
        next.status("CLOSED").with(204);
        next.unlink(device).with(204);
        assertThat(next.devices().path("devices").isEmpty()).isTrue();
    }
}
