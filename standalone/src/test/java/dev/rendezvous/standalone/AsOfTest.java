package dev.rendezvous.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.account.WrongCodeEntered;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** An auditor sees accounts and sessions as they were at any instant, and what made the difference (R53). */
@WholeProduct
class AsOfTest {
    private static final Duration DAY = Duration.ofDays(1);

    @Autowired
    private JumpingClock clock;

    @Autowired
    private EventStorageEngine history;

    @LocalServerPort
    private int port;

    private Portal portal;
    private Customer customer;
    private String name;
    private Instant opened;

    @BeforeEach
    void an_account_is_opened() throws Exception {
        portal = new Portal(port);
        name = "house-" + System.nanoTime();
        customer = new Customer(portal, name);
        customer.define(name, profile(2, 1));
        later(Duration.ofHours(1));
        opened = clock.instant();
        customer.with(name);
        later(Duration.ofHours(1));
    }

    private static String profile(int devices, int approved) {
        return "{\"deviceLimit\":%d,\"approvedDeviceLimit\":%d,\"approvalChanges\":{\"limit\":1,\"windowDays\":1}}"
                .formatted(devices, approved);
    }

    private void later(Duration time) {
        clock.jumpTo(clock.instant().plus(time));
    }

    private String device(int number) {
        return "TV-%d-%s".formatted(number, name);
    }

    private Portal.Answer account(String query) throws Exception {
        return portal.as("auditor", "GET", "/history/accounts/" + name + query, "");
    }

    private JsonNode at(Instant instant) throws Exception {
        return account("?at=" + instant).with(200).body();
    }

    private JsonNode difference(Instant from, Instant to) throws Exception {
        return account("/diff?from=%s&to=%s".formatted(from, to)).with(200).body();
    }

    private Portal.Answer registration(String id, String query) throws Exception {
        return portal.as("auditor", "GET", "/history/registrations/" + id + query, "");
    }

    private static List<String> texts(JsonNode list, String member) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(element -> element.path(member).asString(""))
                .toList();
    }

    /** {@code field: before -> after}. */
    private static List<String> told(JsonNode differences) {
        return StreamSupport.stream(differences.spliterator(), false)
                .map(each -> "%s: %s -> %s"
                        .formatted(each.path("field").asString(), each.path("before"), each.path("after")))
                .toList();
    }

    /** As the API writes instants. */
    private static String text(Instant instant) {
        return "%tFT%<tT.%<tLZ".formatted(instant.atOffset(ZoneOffset.UTC));
    }

    @Test
    void an_account_is_shown_as_it_was_with_the_rules_of_then() throws Exception {
        customer.link(device(1));
        Instant one = clock.instant();
        later(DAY);
        customer.link(device(2));
        customer.define(name, profile(7, 5));
        customer.set(device(1), "operator-status", "DISABLED").with(204);
        customer.status("ON_HOLD").with(204);

        JsonNode then = at(one);
        assertThat(then.path("status").asString()).isEqualTo("ACTIVE");
        assertThat(then.path("openedAt").asString()).isEqualTo(text(opened));
        assertThat(then.path("rules").path("deviceLimit").asInt()).isEqualTo(2);
        assertThat(then.path("limits").path("devices").path("used").asInt()).isEqualTo(1);
        assertThat(then.path("limits").path("changes").path("used").asInt()).isEqualTo(1);
        assertThat(then.path("limits").path("changes").path("nextChangeAt").asString())
                .isEqualTo(text(one.plus(DAY)));
        assertThat(texts(then.path("devices"), "deviceId")).containsExactly(device(1));
        assertThat(then.path("devices").path(0).path("approval").asString()).isEqualTo("APPROVED");
        assertThat(then.path("devices").path(0).path("canPlay").asBoolean()).isTrue();
        JsonNode now = account("").with(200).body();
        assertThat(now.path("status").asString()).isEqualTo("ON_HOLD");
        assertThat(now.path("statusSince").asString()).isEqualTo(text(clock.instant()));
        assertThat(now.path("rules").path("deviceLimit").asInt()).isEqualTo(7);
        assertThat(texts(now.path("devices"), "operatorStatus")).containsExactly("DISABLED", "ENABLED");
    }

    @Test
    void what_is_shown_now_is_what_its_devices_are() throws Exception {
        customer.link(device(1));
        customer.link(device(2));
        customer.set(device(2), "activation-status", "INACTIVE").with(204);
        JsonNode devices = customer.devices();
        JsonNode now = account("").with(200).body();
        assertThat(now.path("devices")).isEqualTo(devices.path("devices"));
        assertThat(now.path("limits")).isEqualTo(devices.path("limits"));
    }

    @Test
    void an_event_at_the_very_instant_has_happened() throws Exception {
        customer.link(device(1));
        Instant linked = clock.instant();
        assertThat(at(linked).path("devices").size()).isEqualTo(1);
        assertThat(at(linked.minusMillis(1)).path("devices").size()).isZero();
        assertThat(at(linked).path("lastEventAt").asString()).isEqualTo(text(linked));
        assertThat(at(opened).path("events").asLong()).isEqualTo(1);
        account("?at=" + opened.minusMillis(1)).with(404, "ACCOUNT_NOT_REGISTERED");
        account("?at=" + clock.instant().plusMillis(1)).with(400, "INVALID_REQUEST");
        account("?at=yesterday").with(400, "INVALID_REQUEST");
    }

    @Test
    void two_instants_differ_by_what_happened_in_between() throws Exception {
        customer.link(device(1));
        Instant from = clock.instant();
        later(Duration.ofHours(1));
        customer.link(device(2));
        customer.unlink(device(1)).with(204);
        customer.define(name, profile(2, 3));
        customer.post("/change-window-resets", "{\"reason\":\"moved house\"}").with(200);
        customer.approve(device(2)).with(200);

        JsonNode difference = difference(from, clock.instant());
        assertThat(texts(difference.path("devices"), "deviceId")).containsExactly(device(1), device(2));
        assertThat(texts(difference.path("devices"), "change")).containsExactly("UNLINKED", "LINKED");
        assertThat(told(difference.path("account")))
                .contains("rules.approvedDeviceLimit: 1 -> 3")
                .contains("limits.approved.limit: 1 -> 3")
                .noneMatch(change -> change.startsWith("status"));
        assertThat(told(difference.path("devices").path(1).path("fields"))).contains("approval: null -> \"APPROVED\"");
        assertThat(texts(difference.path("events"), "event"))
                .containsExactly("DeviceLinked", "DeviceUnlinked", "ChangeWindowReset", "DeviceApproved");
        JsonNode reset = difference.path("events").path(2);
        assertThat(reset.path("actor").asString()).isEqualTo("operator");
        assertThat(reset.path("role").asString()).isEqualTo("OPERATOR");
        assertThat(reset.path("address").asString()).isEqualTo("127.0.0.1");
        assertThat(reset.path("cause").asString()).isEqualTo("ResetChangeWindow");
        assertThat(reset.path("correlationId").asString()).isNotBlank();
        assertThat(reset.path("details").path("reason").asString()).isEqualTo("moved house");
        assertThat(difference(clock.instant(), clock.instant()).path("events").size())
                .isZero();
    }

    @Test
    void before_it_was_opened_an_account_had_nothing() throws Exception {
        customer.link(device(1));
        JsonNode difference = difference(opened.minusMillis(1), clock.instant());
        assertThat(told(difference.path("account"))).contains("status: null -> \"ACTIVE\"");
        assertThat(texts(difference.path("events"), "event"))
                .containsExactly("AccountOpened", "DeviceLinked", "DeviceApproved");
        account("/diff?from=%s&to=%s".formatted(opened.minusMillis(9), opened.minusMillis(1)))
                .with(404, "ACCOUNT_NOT_REGISTERED");
        account("/diff?from=%s&to=%s".formatted(clock.instant(), opened)).with(400, "INVALID_REQUEST");
        account("/diff").with(400, "INVALID_REQUEST");
    }

    @Test
    void time_alone_makes_a_difference_too() throws Exception {
        customer.link(device(1));
        Instant linked = clock.instant();
        clock.jumpTo(linked.plus(DAY));
        assertThat(told(difference(linked, clock.instant()).path("account")))
                .contains("limits.changes.used: 1 -> 0", "limits.changes.allowedNow: false -> true");
    }

    @Test
    void a_device_that_moved_is_told_by_both_accounts() throws Exception {
        customer.link(device(1));
        Instant here = clock.instant();
        later(DAY);
        Customer other = new Customer(portal, name + "-other").with(name);
        other.link(device(1));

        assertThat(texts(at(here).path("devices"), "deviceId")).containsExactly(device(1));
        JsonNode former = account("").with(200).body().path("formerDevices").path(0);
        assertThat(former.path("deviceId").asString()).isEqualTo(device(1));
        assertThat(former.path("reason").asString()).isEqualTo("MOVED");
        assertThat(former.path("linkedAt").asString()).isEqualTo(text(here));
        assertThat(former.path("unlinkedAt").asString()).isEqualTo(text(clock.instant()));
        JsonNode there = portal.as("auditor", "GET", "/history/accounts/" + name + "-other/diff?from=" + here, "")
                .with(200)
                .body();
        assertThat(texts(there.path("events"), "correlationId"))
                .contains(former.path("correlationId").asString());
    }

    @Test
    void a_session_tells_its_whole_life() throws Exception {
        Instant asked = clock.instant();
        String regCode = portal.askForCode(device(1)).with(200).text("regCode");
        later(Duration.ofMinutes(1));
        portal.as("operator", "POST", "/accounts/" + name + "/claims", "{\"regCode\":\"%s\"}".formatted(regCode))
                .with(200);
        later(Duration.ofMinutes(1));
        customer.enter(regCode).with(201);
        JsonNode linked =
                difference(asked, clock.instant()).path("events").path(0).path("details");
        String id = linked.path("sessionId").asString();

        JsonNode whole = registration(id, "").with(200).body();
        assertThat(texts(whole.path("events"), "event")).containsExactly("CodeIssued", "CodeClaimed", "SessionLinked");
        assertThat(texts(whole.path("events"), "role")).containsExactly("DEVICE", "OPERATOR", "OPERATOR");
        assertThat(whole.path("state").asString()).isEqualTo("LINKED");
        assertThat(whole.path("accountId").asString()).isEqualTo(name);
        assertThat(whole.path("requestedFrom").asString()).isEqualTo("127.0.0.1");
        assertThat(whole.path("endedAt").asString()).isEqualTo(text(clock.instant()));
        assertThat(whole.toString()).doesNotContain(regCode);
        JsonNode pending = registration(id, "?at=" + asked).with(200).body();
        assertThat(pending.path("state").asString()).isEqualTo("PENDING");
        assertThat(pending.path("events").size()).isEqualTo(1);
        registration(id, "?at=" + asked.minusMillis(1)).with(404, "REGISTRATION_UNKNOWN");
        registration(name, "").with(400, "INVALID_REQUEST");
        account("").with(200);
        portal.as("auditor", "GET", "/history/accounts/" + id, "").with(404, "ACCOUNT_NOT_REGISTERED");
    }

    @Test
    void only_auditors_may_look_into_the_past() throws Exception {
        for (String user : List.of("operator", "viewer-1", "partner")) {
            portal.as(user, "GET", "/history/accounts/viewer-1", "").with(403);
        }
        portal.get("/history/accounts/viewer-1").with(401);
    }

    @Test
    void thousands_of_events_leave_out_none_that_count() throws Exception {
        AccountId id = new AccountId(name);
        int many = 12_000;
        List<DomainEventMessage<?>> wrongCodes = IntStream.rangeClosed(1, many)
                .<DomainEventMessage<?>>mapToObj(
                        number -> new GenericDomainEventMessage<>("Account", name, number, new WrongCodeEntered(id)))
                .toList();
        history.appendEvents(wrongCodes);
        JsonNode now = account("").with(200).body();
        assertThat(now.path("events").asInt()).isEqualTo(many + 1);
        JsonNode difference = difference(opened, clock.instant());
        assertThat(difference.path("events").size()).isEqualTo(1_000);
        assertThat(difference.path("eventsLeftOut").asInt()).isEqualTo(many - 1_000);
    }
}
