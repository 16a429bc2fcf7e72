package dev.rendezvous.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rendezvous.api.profile.DeviceGroups;
import dev.rendezvous.query.proof.SeededFaults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/**
 * Whatever many people ask of three households at once, the history of it is proven right; and whatever is then changed in it
 * is found, at the very event (R55).
 */
@WholeProduct
@TestPropertySource(
        properties = {"rendezvous.device-groups.phones=phone", "rendezvous.registration.sweep-interval=50ms"})
class ProofOfARandomLifeTest {
    private static final int THREADS = 6;
    private static final int COMMANDS_A_ROUND = 50;
    private static final int DEVICES = 14;
    private static final int PHONES = 6;
    private static final int SEEDINGS = 40;
    private static final long SEED = 20261126;

    /** Nothing happens while time passes: a code expires, a change leaves the window of a day. */
    private static final List<Duration> PAUSES = List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(6),
            Duration.ofMinutes(16),
            Duration.ofHours(9),
            Duration.ofMinutes(1),
            Duration.ofHours(25),
            Duration.ofMinutes(16),
            Duration.ofMinutes(1));

    /** A code on a screen. */
    private record Shown(String device, String code) {}

    @Autowired
    private JumpingClock clock;

    @Autowired
    private EventStorageEngine history;

    @Autowired
    private DeviceGroups groups;

    @LocalServerPort
    private int port;

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final Queue<Shown> shown = new ConcurrentLinkedQueue<>();
    private final Queue<String> tokens = new ConcurrentLinkedQueue<>();
    private final List<Customer> customers = new ArrayList<>();
    private Portal portal;

    @BeforeEach
    void three_customers() {
        portal = new Portal(port);
        for (String name : List.of("anna", "bert", "carl")) customers.add(new Customer(portal, name));
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void a_life_holds_and_what_is_changed_in_it_is_found() throws Exception {
        for (int round = 0; round < PAUSES.size(); round++) {
            customers.get(0).define("shared", profile(round));
            if (round == 0) for (Customer customer : customers) customer.with("shared");
            live(SEED + 1_000L * round);
            for (Customer customer : customers) eventsAndTablesSayTheSame(customer);
            clock.jumpTo(clock.instant().plus(PAUSES.get(round)));
        }
        SeededFaults faults = SeededFaults.in(history, groups);
        assertThat(faults.none().found()).isEqualTo("none");
        for (String type :
                List.of("DeviceLinked", "SessionDenied", "SessionCancelled", "DeviceSignedOn", "CodeExpired")) {
            assertThat(faults.count(type)).as(type).isPositive();
        }
        for (int seeding = 0; seeding < SEEDINGS; seeding++) {
            long seed = SEED + seeding;
            faults.seedAll(new Random(seed)).forEach((fault, outcome) -> assertThat(outcome.found())
                    .as("%s, seed %d", fault, seed)
                    .isEqualTo(outcome.expected()));
        }
    }

    /** R39, R53. The tables follow. */
    private void eventsAndTablesSayTheSame(Customer customer) throws Exception {
        JsonNode told = portal.as("auditor", "GET", "/history" + customer.path(), "")
                .with(200)
                .body();
        await().untilAsserted(() -> {
            JsonNode listed = customer.devices();
            for (String member : List.of("status", "profile", "limits", "devices")) {
                assertThat(told.path(member)).as(member).isEqualTo(listed.path(member));
            }
        });
    }

    private static String profile(int round) {
        return "{\"deviceLimit\":%d,\"groups\":[{\"group\":\"phones\",\"limit\":%d}],\"approvedDeviceLimit\":%d,"
                        .formatted(3 + round % 2, 1 + round % 3, 1 + round % 2)
                + "\"approvalChanges\":{\"limit\":%d,\"windowDays\":1,\"counts\":\"%s\"}}"
                        .formatted(2 + round % 3, round % 4 == 3 ? "AMENDMENTS" : "APPROVALS");
    }

    /** While they live, a proof walks through what they have lived. */
    private void live(long seed) throws Exception {
        List<Callable<Void>> all = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            Random random = new Random(seed + thread);
            all.add(() -> {
                for (int command = 0; command < COMMANDS_A_ROUND; command++) any(random);
                return null;
            });
        }
        List<Future<Void>> living = all.stream().map(threads::submit).toList();
        String proof =
                portal.as("auditor", "POST", "/audit/proofs", "").with(202).text("id");
        for (Future<Void> one : living) one.get();
        String path = "/audit/proofs/" + proof;
        JsonNode proven = await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> portal.as("auditor", "GET", path, "").with(200).body(),
                        status -> !status.path("state").asString().equals("RUNNING"));
        assertThat(proven.path("state").asString()).as("%s", proven).isEqualTo("HOLDS");
    }

    private void any(Random random) throws Exception {
        int number = random.nextInt(DEVICES);
        String device = "TV-" + number;
        Customer customer = customers.get(random.nextInt(customers.size()));
        switch (random.nextInt(24)) {
            case 0, 1, 2, 3, 4 -> askForCode(number);
            case 5, 6, 7, 8, 9, 10 -> enter(customer, random);
            case 11 -> claim(customer, random);
            case 12 -> decline(customer);
            case 13 -> cancel();
            case 14, 15 -> signOn();
            case 16 -> customer.unlink(device);
            case 17 -> customer.set(device, "operator-status", random.nextBoolean() ? "DISABLED" : "ENABLED");
            case 18 -> customer.set(device, "activation-status", random.nextBoolean() ? "INACTIVE" : "ACTIVE");
            case 19 -> customer.manage(device, random.nextInt(3) == 0);
            case 20 -> customer.unapprove(device);
            case 21 -> customer.override(device);
            default -> customer.approve(device);
        }
    }

    private void askForCode(int number) throws Exception {
        String type = number < PHONES ? "phone" : "tv";
        Portal.Answer asked = portal.askForCode("TV-%d&deviceTypeID=%s".formatted(number, type));
        if (asked.status() == 200) shown.add(new Shown("TV-" + number, asked.text("regCode")));
    }

    /** Sometimes two at once. */
    private void enter(Customer customer, Random random) throws Exception {
        Shown code = random.nextInt(4) == 0 ? shown.peek() : shown.poll();
        if (code == null || customer.enter(code.code()).status() != 201) return;
        Portal.Answer outcome = portal.outcome(code.device(), code.code());
        if (!outcome.text("deviceToken").isEmpty()) tokens.add(outcome.text("deviceToken"));
    }

    private void claim(Customer customer, Random random) throws Exception {
        Shown code = shown.peek();
        if (code != null && random.nextBoolean())
            customer.post("/claims", "{\"regCode\":\"%s\"}".formatted(code.code()));
    }

    private void decline(Customer customer) throws Exception {
        Shown code = shown.poll();
        if (code != null) customer.post("/claims/" + code.code() + "/decline", "");
    }

    private void cancel() throws Exception {
        JsonNode pending = portal.as("operator", "GET", "/registrations?state=pending&limit=5", "")
                .body();
        String id = pending.findValuesAsString("sessionId").stream().findFirst().orElse("");
        if (!id.isEmpty()) portal.as("operator", "DELETE", "/registrations/" + id, "");
    }

    /** With a token that may be dead by now. */
    private void signOn() throws Exception {
        String token = tokens.poll();
        if (token != null
                && portal.asDevice(token, "POST", "/devices/me/sign-ons", "").status() == 200) tokens.add(token);
    }
}
