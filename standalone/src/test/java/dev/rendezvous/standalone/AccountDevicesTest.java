package dev.rendezvous.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** An account's devices and limits as its holder, operators and its televisions see them (R33, R35, R39). */
@WholeProduct
@TestPropertySource(properties = "rendezvous.device-groups.phones=phone-a,phone-b")
class AccountDevicesTest {
    private static final Duration AN_HOUR = Duration.ofHours(1);
    private static final Duration A_MOMENT = Duration.ofMillis(1);
    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";

    @Autowired
    private JumpingClock clock;

    @Autowired
    private JdbcClient db;

    @LocalServerPort
    private int port;

    private Portal portal;
    private String name;
    private Customer customer;

    @BeforeEach
    void an_account_of_its_own_at_a_whole_second() {
        portal = new Portal(port);
        name = "family-" + System.nanoTime();
        customer = new Customer(portal, name);
        clock.jumpTo(clock.instant().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1)); // its milliseconds are shown too
    }

    private String tv(int number) {
        return "TV-%d-%s".formatted(number, name);
    }

    /** Returns the token of the last. */
    private String link(int... televisions) throws Exception {
        String token = "";
        for (int television : televisions) token = customer.link(tv(television));
        return token;
    }

    private void later() {
        clock.jumpTo(clock.instant().plus(AN_HOUR));
    }

    private long events(String condition) {
        return db.sql("SELECT COUNT(*) FROM domain_event WHERE " + condition)
                .query(Long.class)
                .single();
    }

    private static List<String> ids(JsonNode list) {
        return list.path("devices").findValuesAsString("deviceId");
    }

    @Test
    void every_documented_field_is_there_also_where_there_is_nothing_to_say() throws Exception {
        customer.with("standard");
        link(1);
        JsonNode list = customer.devices();
        assertThat(list.propertyNames())
                .containsExactlyInAnyOrder("accountId", "status", "profile", "limits", "devices");
        JsonNode limits = list.path("limits");
        assertThat(limits.propertyNames()).containsExactlyInAnyOrder("devices", "approved", "groups", "changes");
        assertThat(limits.path("devices").propertyNames()).containsExactlyInAnyOrder("used", "limit", "overLimit");
        assertThat(limits.path("approved").propertyNames()).containsExactlyInAnyOrder("used", "limit", "overLimit");
        assertThat(limits.path("changes").propertyNames())
                .containsExactlyInAnyOrder("used", "limit", "windowDays", "counts", "allowedNow", "nextChangeAt");
        assertThat(list.path("devices").path(0).propertyNames())
                .containsExactlyInAnyOrder(
                        "deviceId",
                        "name",
                        "deviceType",
                        "group",
                        "managed",
                        "operatorStatus",
                        "activationStatus",
                        "approval",
                        "canSignIn",
                        "canPlay",
                        "linkedAt",
                        "lastApprovedAt",
                        "lastUnapprovedAt",
                        "lastSignOnAt");
        for (String nothing : List.of("name", "deviceType", "group", "lastUnapprovedAt", "lastSignOnAt")) {
            assertThat(list.path("devices").path(0).path(nothing).isNull())
                    .as(nothing)
                    .isTrue();
        }
        assertThat(limits.at("/changes/nextChangeAt").isNull()).isTrue();
    }

    @Test
    void what_happened_to_a_device_is_told_with_its_time() throws Exception {
        customer.with("standard");
        Instant linked = clock.instant();
        String token = customer.link(tv(1), "&deviceTypeID=phone-a");
        later();
        customer.device(token, "/sign-ons", "").with(200);
        Instant signedOn = clock.instant();
        later();
        customer.unapprove(tv(1)).with(200);
        JsonNode device = customer.devices().path("devices").path(0);
        assertThat(device.path("deviceType").asString()).isEqualTo("phone-a");
        assertThat(device.path("group").asString()).isEqualTo("phones");
        assertThat(device.path("approval").asString()).isEqualTo("UNAPPROVED");
        assertThat(List.of("linkedAt", "lastApprovedAt", "lastSignOnAt", "lastUnapprovedAt"))
                .allSatisfy(time -> assertThat(device.path(time).asString()).matches(TIME))
                .extracting(time -> Instant.parse(device.path(time).asString()))
                .containsExactly(linked, linked, signedOn, clock.instant());
    }

    @Test
    void the_list_is_narrowed_to_one_kind_of_approval_and_the_limits_stay_those_of_all() throws Exception {
        customer.with("standard");
        link(1, 2, 3, 4);
        customer.manage(tv(3), true).with(204);
        assertThat(ids(customer.devices("?approval=APPROVED").body())).containsExactly(tv(1), tv(2));
        assertThat(ids(customer.devices("?approval=UNAPPROVED").body())).containsExactly(tv(4));
        Portal.Answer managed = customer.devices("?approval=NOT_REQUIRED");
        assertThat(ids(managed.body())).containsExactly(tv(3));
        assertThat(managed.body().at("/limits/devices/used").asInt()).isEqualTo(3);
        customer.devices("?approval=PERHAPS").with(400, "INVALID_REQUEST");
    }

    @Test
    void a_lowered_profile_shows_at_once_in_all_its_accounts_and_is_written_to_none() throws Exception { // R33
        customer.define(name, "{\"deviceLimit\":3,\"approvedDeviceLimit\":2}");
        Customer neighbour = new Customer(portal, name + "-b").with(name);
        neighbour.link("TV-b-" + name);
        neighbour.link("TV-c-" + name);
        customer.with(name);
        link(1, 2, 3);
        assertThat(customer.devices().at("/limits/devices/overLimit").asBoolean())
                .isFalse();

        long before = events("TRUE");
        neighbour.define(name, "{\"deviceLimit\":1,\"approvedDeviceLimit\":1}");
        customer.define(name, "{\"deviceLimit\":1,\"approvedDeviceLimit\":1}");
        assertThat(events("TRUE")).isEqualTo(before + 1);

        assertThat(neighbour.devices().at("/limits/devices").toString())
                .isEqualTo("{\"used\":2,\"limit\":1,\"overLimit\":true}");
        JsonNode list = customer.devices();
        assertThat(list.at("/limits/devices").toString()).isEqualTo("{\"used\":3,\"limit\":1,\"overLimit\":true}");
        assertThat(list.at("/limits/approved").toString()).isEqualTo("{\"used\":2,\"limit\":1,\"overLimit\":true}");
        assertThat(list.path("devices").findValuesAsString("approval"))
                .containsExactly("APPROVED", "APPROVED", "UNAPPROVED");
        customer.approve(tv(3)).with(409, "APPROVED_LIMIT_REACHED");
        customer.swap(tv(3), tv(1)).with(409, "APPROVED_LIMIT_REACHED");
        customer.set(tv(1), "operator-status", "DISABLED").with(204);
        customer.set(tv(1), "operator-status", "ENABLED").with(409, "DEVICE_LIMIT_REACHED");
    }

    @Test
    void groups_are_told_with_what_is_used_of_them() throws Exception { // R30, R31
        customer.define(
                name,
                "{\"deviceLimit\":1,\"groups\":[{\"group\":\"phones\",\"limit\":2,\"ignoreDeviceLimit\":true},"
                        + "{\"group\":\"consoles\"}]}");
        customer.with(name);
        link(1);
        customer.link(tv(2), "&deviceTypeID=phone-a");
        customer.link(tv(3), "&deviceTypeID=phone-b");
        String fourth = portal.askForCode(tv(4) + "&deviceTypeID=phone-b").text("regCode");
        Portal.Answer refused = customer.enter(fourth).with(409, "GROUP_LIMIT_REACHED");
        assertThat(refused.text("group")).isEqualTo("phones");
        JsonNode limits = customer.devices().path("limits");
        assertThat(limits.path("devices").toString()).isEqualTo("{\"used\":1,\"limit\":1,\"overLimit\":false}");
        assertThat(limits.path("groups").toString())
                .isEqualTo(
                        "[{\"group\":\"phones\",\"used\":2,\"limit\":2,\"overLimit\":false,\"ignoreDeviceLimit\":true},"
                                + "{\"group\":\"consoles\",\"used\":0,\"limit\":null,\"overLimit\":false,\"ignoreDeviceLimit\":false}]");
    }

    @Test
    void the_next_change_is_possible_to_the_moment_when_the_first_leaves_the_window() throws Exception { // R35
        customer.with("standard");
        Instant first = clock.instant();
        String token = link(1);
        later();
        link(2, 3, 4);
        Instant next = first.plus(Duration.ofDays(30));
        assertThat(customer.devices().at("/limits/changes").toString())
                .isEqualTo("{\"used\":3,\"limit\":3,\"windowDays\":30,\"counts\":\"APPROVALS\",\"allowedNow\":false,"
                        + "\"nextChangeAt\":\"%s\"}".formatted(next.toString().replace("Z", ".000Z")));
        assertThat(customer.ask(token, "").body().path("changes"))
                .isEqualTo(customer.devices().at("/limits/changes"));

        clock.jumpTo(next.minus(A_MOMENT));
        Portal.Answer refused = customer.swap(tv(4), tv(1)).with(409, "CHANGE_LIMIT_REACHED");
        assertThat(Instant.parse(refused.text("nextChangeAt"))).isEqualTo(next);
        assertThat(refused.text("nextChangeAt")).matches(TIME);
        clock.jumpTo(next);
        assertThat(customer.ask(token, "").body().at("/changes/allowedNow").asBoolean())
                .isTrue();
        Portal.Answer swapped = customer.swap(tv(4), tv(1)).with(200);
        assertThat(swapped.body()).isEqualTo(customer.devices().path("limits"));
        assertThat(ids(customer.devices("?approval=APPROVED").body())).containsExactly(tv(2), tv(3), tv(4));
    }

    @Test
    void an_operator_approves_beyond_the_limits_and_has_the_window_begin_anew() throws Exception { // R37
        customer.with("standard");
        link(1, 2, 3, 4);
        Portal.Answer overridden = customer.override(tv(4)).with(200);
        assertThat(overridden.body().path("approved").toString())
                .isEqualTo("{\"used\":4,\"limit\":3,\"overLimit\":true}");
        assertThat(overridden.body().at("/changes/used").asInt()).isEqualTo(3);
        Portal.Answer reset = customer.post("/change-window-resets", "{\"reason\":\"new home\"}")
                .with(200);
        assertThat(reset.body().at("/changes/used").asInt()).isZero();
        assertThat(reset.body().at("/changes/allowedNow").asBoolean()).isTrue();
        assertThat(reset.body()).isEqualTo(customer.devices().path("limits"));
    }

    @Test
    void a_television_shows_and_amends_the_devices_of_its_account() throws Exception { // R39
        customer.with("standard");
        String token = link(1, 2);
        assertThat(customer.ask(token, "/account-devices").with(200).body()).isEqualTo(customer.devices());
        Portal.Answer amended = customer.device(token, "/approvals", "{\"unapprove\":[\"%s\"]}".formatted(tv(1)))
                .with(200);
        assertThat(amended.body()).isEqualTo(customer.devices().path("limits"));
        assertThat(ids(customer.devices("?approval=APPROVED").body())).containsExactly(tv(2));
        customer.device(token, "/approvals", "{\"approve\":[\"TV-of-nobody\"]}").with(404, "DEVICE_UNKNOWN");

        customer.set(tv(2), "operator-status", "DISABLED").with(204);
        customer.ask(token, "/account-devices").with(403, "DEVICE_DISABLED");
        customer.device(token, "/approvals", "{\"approve\":[\"%s\"]}".formatted(tv(1)))
                .with(403, "DEVICE_DISABLED");
        customer.unlink(tv(2)).with(204);
        customer.ask(token, "/account-devices").with(401, "UNAUTHENTICATED");
        customer.device(token, "/approvals", "{\"approve\":[\"%s\"]}".formatted(tv(1)))
                .with(401, "UNAUTHENTICATED");
    }
}
