package dev.rendezvous.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Nodes are killed and frozen, and the database is started again, under load: what was acknowledged holds (R20, R25, R32). */
class NodeFaultsIT {
    private static final int HOUSEHOLDS = 6;
    private static final Duration FROZEN = Duration.ofSeconds(30);
    private static final Duration MAY_BE_STALE = Duration.ofSeconds(1);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    private Path folder;

    private Deployment product;
    private FaultLoad load;

    @BeforeEach
    void four_nodes_are_under_load() {
        product = Deployment.start(
                Engine.POSTGRES,
                folder,
                null,
                "--rendezvous.throttle.enabled=false",
                "--rendezvous.registration.retry-interval=1s");
        load = new FaultLoad(product.client(), HOUSEHOLDS);
        linksGoOn();
    }

    @AfterEach
    void stop() {
        load.close();
        product.kill();
    }

    @Test
    void what_was_acknowledged_survives_every_fault_and_happened_once() throws Exception {
        for (int number = 0; number < 2; number++) {
            product.commandNode(number).kill();
            linksGoOn();
            product.restartCommandNode(number);
            product.queryNode(number).kill();
            linksGoOn();
            product.restartQueryNode(number);
        }
        product.postgres().restart();
        linksGoOn();

        everythingHolds(load.stop());
    }

    @Test
    void a_node_that_stood_still_neither_loses_nor_doubles_and_soon_knows_what_it_missed() throws Exception {
        FrozenOut frozenOut = new FrozenOut(product);
        product.queryNode(0).freeze();
        product.commandNode(0).freeze();
        long frozenAt = System.nanoTime();
        linksGoOn();
        frozenOut.unlink();
        await("the freeze").atMost(FROZEN.multipliedBy(2)).until(() -> System.nanoTime() - frozenAt > FROZEN.toNanos());
        product.commandNode(0).thaw();
        product.queryNode(0).thaw();

        frozenOut.assertIsKnownAt(product.queryNode(0), MAY_BE_STALE);
        linksGoOn();
        everythingHolds(load.stop());
    }

    /** Some links more are acknowledged, whatever is broken. */
    private void linksGoOn() {
        int before = load.links();
        await("links").atMost(Duration.ofSeconds(60)).until(() -> load.links() > before + 2 * HOUSEHOLDS);
    }

    private void everythingHolds(Collection<FaultLoad.Resident> residents) throws SQLException {
        assertThat(residents).hasSizeGreaterThan(5 * HOUSEHOLDS);
        Client client = product.client();
        List<String> losses = new ArrayList<>();
        for (FaultLoad.Resident resident : residents) {
            for (int node = 0; node < 2; node++) {
                int status = client.deviceWith(resident.token()).status();
                if (status != (resident.linked() ? 200 : 401)) losses.add(resident + " gets " + status);
            }
        }
        assertThat(losses).isEmpty();
        assertThat(linksPerSession().values()).containsOnly(1);
        assertThat(mostLinkedAtOnce()).isEqualTo(FaultLoad.LIMIT);
    }

    private Map<String, Integer> linksPerSession() throws SQLException {
        Map<String, Integer> links = new HashMap<>();
        walk((type, event) -> {
            if (type.endsWith(".DeviceLinked"))
                links.merge(event.path("sessionId").asString(), 1, Integer::sum);
        });
        return links;
    }

    /** Over every prefix of the history, of any account. */
    private int mostLinkedAtOnce() throws SQLException {
        Map<String, Set<String>> linked = new HashMap<>();
        int[] most = {0};
        walk((type, event) -> {
            Set<String> devices =
                    linked.computeIfAbsent(event.path("accountId").asString(), account -> new HashSet<>());
            if (type.endsWith(".DeviceLinked"))
                devices.add(event.path("deviceId").asString());
            if (type.endsWith(".DeviceUnlinked"))
                devices.remove(event.path("deviceId").asString());
            most[0] = Math.max(most[0], devices.size());
        });
        return most[0];
    }

    private interface Step {
        void take(String type, JsonNode event);
    }

    private void walk(Step step) throws SQLException {
        try (Connection db = product.postgres().connect();
                Statement statement = db.createStatement();
                ResultSet row = statement.executeQuery("SELECT payload_type, payload FROM domain_event"
                        + " WHERE aggregate_type = 'Account' ORDER BY aggregate_identifier, sequence_number")) {
            while (row.next()) step.take(row.getString(1), JSON.readTree(row.getBytes(2)));
        }
    }
}
