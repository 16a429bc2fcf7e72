package dev.rendezvous.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The decision table of R38, row by row, through both services. */
@WholeProduct
class DecisionTableTest {
    private static final String NO_APPROVAL = "no-approval";

    /** Operator status, activation status, approval, sign in, content authorisation, counts. */
    private static final List<Row> TABLE =
            """
            ENABLED  | ACTIVE   | APPROVED     | ALLOWED | ALLOWED | yes
            ENABLED  | ACTIVE   | UNAPPROVED   | ALLOWED | BLOCKED | yes
            ENABLED  | ACTIVE   | NOT_REQUIRED | ALLOWED | ALLOWED | yes
            DISABLED | ACTIVE   | APPROVED     | BLOCKED | n/a     | no
            DISABLED | ACTIVE   | UNAPPROVED   | BLOCKED | n/a     | no
            DISABLED | ACTIVE   | NOT_REQUIRED | BLOCKED | n/a     | no
            ENABLED  | INACTIVE | APPROVED     | BLOCKED | n/a     | no
            ENABLED  | INACTIVE | UNAPPROVED   | BLOCKED | n/a     | no
            ENABLED  | INACTIVE | NOT_REQUIRED | BLOCKED | n/a     | no
            DISABLED | INACTIVE | APPROVED     | BLOCKED | n/a     | no
            DISABLED | INACTIVE | UNAPPROVED   | BLOCKED | n/a     | no
            DISABLED | INACTIVE | NOT_REQUIRED | BLOCKED | n/a     | no
            """
                    .lines()
                    .map(Row::of)
                    .toList();

    @LocalServerPort
    private int port;

    private Customer customer;
    private String device;

    record Row(String operator, String activation, String approval, String signIn, String play, String counts) {
        static Row of(String line) {
            List<String> cells =
                    Arrays.stream(line.split("\\|")).map(String::trim).toList();
            return new Row(cells.get(0), cells.get(1), cells.get(2), cells.get(3), cells.get(4), cells.get(5));
        }

        /** The row of the same device if it is the operator's own, which needs no approval. */
        Row ofManaged() {
            return TABLE.stream()
                    .filter(row -> row.operator.equals(operator) && row.activation.equals(activation))
                    .filter(row -> row.approval.equals("NOT_REQUIRED"))
                    .findAny()
                    .orElseThrow();
        }
    }

    static Stream<Case> every_row_of_open_and_managed_devices_of_every_account() {
        return TABLE.stream()
                .flatMap(row -> Stream.of(false, true).flatMap(managed -> Stream.of("ACTIVE", "ON_HOLD", "CLOSED")
                        .map(account -> new Case(row, managed, account))));
    }

    record Case(Row given, boolean managed, String account) {
        Row row() {
            return managed ? given.ofManaged() : given;
        }

        boolean maySignIn() {
            return row().signIn().equals("ALLOWED") && account.equals("ACTIVE");
        }

        boolean mayPlay() {
            return row().play().equals("ALLOWED") && account.equals("ACTIVE");
        }

        boolean counts() {
            return row().counts().equals("yes") && !managed;
        }

        String whyNoSignIn() {
            if (!account.equals("ACTIVE")) return "ACCOUNT_" + account;
            return row().operator().equals("DISABLED") ? "DEVICE_DISABLED" : "DEVICE_INACTIVE";
        }

        String whyNoPlay() {
            return maySignIn() ? "DEVICE_UNAPPROVED" : whyNoSignIn();
        }
    }

    @BeforeEach
    void an_account_of_its_own() {
        customer = new Customer(new Portal(port), "account-" + System.nanoTime());
        device = "TV-" + System.nanoTime();
    }

    @ParameterizedTest
    @MethodSource("every_row_of_open_and_managed_devices_of_every_account")
    void a_device_may_do_what_its_row_says(Case one) throws Exception { // R38
        String token = bringAbout(one);

        Portal.Answer signOn = customer.device(token, "/sign-ons", "");
        if (one.maySignIn()) signOn.with(200);
        else signOn.with(403, one.whyNoSignIn());

        Portal.Answer me = customer.ask(token, "").with(200);
        if (one.maySignIn()) assertThat(signOn.body()).isEqualTo(me.body());
        assertThat(me.text("operatorStatus")).isEqualTo(one.row().operator());
        assertThat(me.text("activationStatus")).isEqualTo(one.row().activation());
        assertThat(me.text("approval")).isEqualTo(one.row().approval());
        assertThat(me.body().path("canSignIn").asBoolean()).isEqualTo(one.maySignIn());
        assertThat(me.body().path("canPlay").asBoolean()).isEqualTo(one.mayPlay());

        Portal.Answer play = customer.ask(token, "/content-authorisation").with(200);
        assertThat(play.text("decision")).isEqualTo(one.mayPlay() ? "ALLOWED" : "BLOCKED");
        assertThat(play.text("code")).isEqualTo(one.mayPlay() ? "" : one.whyNoPlay());

        assertThat(customer.devices().at("/limits/devices/used").asInt(-1)).isEqualTo(one.counts() ? 1 : 0); // R30
    }

    /** Returns the device's token. */
    private String bringAbout(Case one) throws Exception {
        customer.define(NO_APPROVAL, "{\"approvalEnabled\":false}");
        customer.with(one.given().approval().equals("NOT_REQUIRED") ? NO_APPROVAL : "standard");
        String token = customer.link(device);
        if (one.given().approval().equals("UNAPPROVED"))
            customer.unapprove(device).with(200);
        if (one.managed()) customer.manage(device, true).with(204);
        customer.set(device, "operator-status", one.given().operator()).with(204);
        customer.set(device, "activation-status", one.given().activation()).with(204);
        customer.status(one.account()).with(204);
        return token;
    }
}
