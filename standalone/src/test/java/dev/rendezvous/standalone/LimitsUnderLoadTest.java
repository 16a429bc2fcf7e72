package dev.rendezvous.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.api.profile.DeviceGroups;
import dev.rendezvous.query.proof.ProvenLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
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

/** However many change one account at once, at no position of the log is there more than its limits allow (R20, R32-R37). */
@WholeProduct
@TestPropertySource(properties = "rendezvous.device-groups.phones=phone")
class LimitsUnderLoadTest {
    private static final int THREADS = 32;
    private static final int COMMANDS_A_ROUND = 15;
    private static final int DEVICES = 24;
    private static final int PHONES = 8;
    private static final String OPERATOR = "operator-status";
    private static final String ACTIVATION = "activation-status";
    private static final long SEED = 20261125;
    private static final Duration BETWEEN_ROUNDS = Duration.ofHours(7); // the window is a day

    /** One definition a round: limits go up, down, and count otherwise. */
    private static final List<String> PROFILES = List.of(
            profile(5, 2, 3, 4, "APPROVALS"),
            profile(5, 2, 3, 4, "APPROVALS"),
            profile(3, 1, 2, 4, "APPROVALS"),
            profile(5, 2, 3, 4, "AMENDMENTS"),
            profile(6, 2, 3, 9, "AMENDMENTS"),
            profile(6, 2, 4, 7, "APPROVALS"));

    private static final Set<String> DOCUMENTED = Set.of(
            "200",
            "201",
            "204",
            "404 DEVICE_UNKNOWN",
            "409 DEVICE_LIMIT_REACHED",
            "409 GROUP_LIMIT_REACHED",
            "409 APPROVED_LIMIT_REACHED",
            "409 CHANGE_LIMIT_REACHED",
            "409 CONFLICT",
            "429 "); // three live codes a device

    @Autowired
    private JumpingClock clock;

    @Autowired
    private EventStorageEngine history;

    @Autowired
    private DeviceGroups groups;

    @LocalServerPort
    private int port;

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final CyclicBarrier together = new CyclicBarrier(THREADS);
    private Portal portal;
    private Customer customer;
    private Customer neighbour;

    @BeforeEach
    void two_accounts_on_one_profile() throws Exception {
        portal = new Portal(port);
        customer = new Customer(portal, "family");
        neighbour = new Customer(portal, "neighbour");
        customer.define("shared", PROFILES.get(0));
        customer.with("shared");
        neighbour.with("shared");
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private static String profile(int devices, int phones, int approved, int changes, String counts) {
        return "{\"deviceLimit\":%d,\"groups\":[{\"group\":\"phones\",\"limit\":%d}],\"approvedDeviceLimit\":%d,"
                        .formatted(devices, phones, approved)
                + "\"approvalChanges\":{\"limit\":%d,\"windowDays\":1,\"counts\":\"%s\"}}".formatted(changes, counts);
    }

    @Test
    void no_limit_is_exceeded_at_any_position_of_the_log() throws Exception {
        Set<String> outcomes = new TreeSet<>();
        for (int round = 0; round < PROFILES.size(); round++) {
            customer.define("shared", PROFILES.get(round));
            outcomes.addAll(allAtOnce(SEED + 1_000L * round));
            clock.jumpTo(clock.instant().plus(BETWEEN_ROUNDS));
        }
        assertThat(ProvenLog.breachesIn(history, groups)).isEmpty();
        assertThat(outcomes)
                .isSubsetOf(DOCUMENTED)
                .contains("200", "201", "204")
                .contains("409 DEVICE_LIMIT_REACHED", "409 GROUP_LIMIT_REACHED")
                .contains("409 APPROVED_LIMIT_REACHED", "409 CHANGE_LIMIT_REACHED");
    }

    private Set<String> allAtOnce(long seed) throws Exception {
        List<Callable<Set<String>>> all = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            Random random = new Random(seed + thread);
            all.add(() -> {
                together.await();
                Set<String> outcomes = new TreeSet<>();
                for (int command = 0; command < COMMANDS_A_ROUND; command++) outcomes.add(outcome(any(random)));
                return outcomes;
            });
        }
        Set<String> outcomes = new TreeSet<>();
        for (Future<Set<String>> one : threads.invokeAll(all)) outcomes.addAll(one.get());
        return outcomes;
    }

    private static String outcome(Portal.Answer answer) {
        return answer.status() < 300 ? "" + answer.status() : answer.status() + " " + answer.text("code");
    }

    private Portal.Answer any(Random random) throws Exception {
        int device = random.nextInt(DEVICES);
        String name = "TV-" + device;
        String other = "TV-" + random.nextInt(DEVICES);
        return switch (random.nextInt(20)) { // few go, so that many who do not count wait for a place
            case 0, 1, 2 -> link(device, random.nextInt(12) == 0 ? neighbour : customer);
            case 3 -> random.nextInt(3) == 0 ? customer.unlink(name) : customer.set(name, ACTIVATION, "INACTIVE");
            case 4, 5 -> customer.set(name, OPERATOR, "DISABLED");
            case 6, 7 -> customer.set(name, OPERATOR, "ENABLED");
            case 8 -> customer.set(name, ACTIVATION, "INACTIVE");
            case 9, 10, 11 -> customer.set(name, ACTIVATION, "ACTIVE");
            case 12, 13, 14 -> customer.manage(name, random.nextInt(3) == 0);
            case 15 -> customer.approve(name);
            case 16 -> customer.approve(name, "TV-" + (device + 1) % DEVICES);
            case 17 -> customer.unapprove(name);
            case 18 -> name.equals(other) ? customer.approve(name) : customer.swap(name, other);
            default -> random.nextInt(4) == 0 ? customer.override(name) : customer.approve(name);
        };
    }

    private Portal.Answer link(int device, Customer to) throws Exception {
        String type = device < PHONES ? "phone" : "tv";
        Portal.Answer code = portal.askForCode("TV-%d&deviceTypeID=%s".formatted(device, type));
        return code.status() == 200 ? to.enter(code.text("regCode")) : code;
    }
}
