package dev.rendezvous.e2e;

import static java.util.Objects.requireNonNull;
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
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Nodes are killed and frozen, and the stores are started again, under load: what was acknowledged holds (R20, R25, R32). */
@ParameterizedClass
@EnumSource(names = {"POSTGRES", "AXON_SERVER"})
class NodeFaultsIT {
    private static final int HOUSEHOLDS = 6;
    private static final Duration FROZEN = Duration.ofSeconds(30);
    private static final Duration TAKE_OVER = Duration.ofSeconds(5);
    private static final Duration MAY_BE_STALE = Duration.ofSeconds(1);

    @TempDir
    private Path folder;

    private final Engine engine;
    private @Nullable Deployment running;
    private @Nullable FaultLoad underWay;

    NodeFaultsIT(Engine engine) {
        this.engine = engine;
    }

    @BeforeEach
    void four_nodes_are_under_load() {
        running = Deployment.start(
                engine,
                folder,
                null,
                "--rendezvous.throttle.enabled=false",
                "--rendezvous.registration.retry-interval=1s");
        underWay = new FaultLoad(running.client(), HOUSEHOLDS);
        linksGoOn(underWay);
    }

    @AfterEach
    void stop() {
        if (underWay != null) underWay.close();
        if (running != null) running.kill();
    }

    @Test
    void what_was_acknowledged_survives_every_fault_and_happened_once() throws Exception {
        Deployment product = requireNonNull(running);
        FaultLoad load = requireNonNull(underWay);
        FrozenOut frozenOut = new FrozenOut(product);

        for (int number = 0; number < 2; number++) {
            product.commandNode(number).kill();
            killed(product.queryNode(number), product.postgres());
            linksGoOn(load);
            product.restartNodes(number);
        }
        product.postgres().restart();
        linksGoOn(load);
        product.restartAxonServer();
        linksGoOn(load);
        standStill(product, load, frozenOut);

        everythingHolds(product, load.stop());
    }

    /** If it wrote the tables that all query nodes share, the other soon does: of the two, one or the other is killed while it does. */
    private static void killed(Node query, Postgres postgres) throws SQLException {
        boolean wrote = writesTables(query, postgres);
        query.kill();
        if (wrote) await("the other writes").atMost(TAKE_OVER).until(() -> !writesTables(query, postgres));
    }

    private static boolean writesTables(Node node, Postgres postgres) throws SQLException {
        try (Connection db = postgres.connect();
                Statement statement = db.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT owner FROM processor_token WHERE processor_name = 'linked-devices'")) {
            return row.next() && String.valueOf(row.getString(1)).startsWith(node.pid() + "@");
        }
    }

    /** One node of each kind, for longer than any claim, lock or patience lasts. */
    private static void standStill(Deployment product, FaultLoad load, FrozenOut frozenOut) {
        frozenOut.seenBy(product.queryNode(0));
        product.queryNode(0).freeze();
        product.commandNode(0).freeze();
        long frozenAt = System.nanoTime();
        linksGoOn(load);
        frozenOut.unlink();
        await("the freeze").atMost(FROZEN.multipliedBy(2)).until(() -> System.nanoTime() - frozenAt > FROZEN.toNanos());
        product.commandNode(0).thaw();
        product.queryNode(0).thaw();
        frozenOut.assertIsKnownAt(product.queryNode(0), MAY_BE_STALE);
        linksGoOn(load);
    }

    /** Some links more are acknowledged, whatever is broken. */
    private static void linksGoOn(FaultLoad load) {
        int before = load.links();
        await("links").atMost(Duration.ofSeconds(60)).until(() -> load.links() > before + 2 * HOUSEHOLDS);
    }

    private void everythingHolds(Deployment product, Collection<FaultLoad.Resident> residents) {
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
        Auditor auditor = new Auditor(product.queryNode(0));
        auditor.after(client.openAccount("the-last"));
        History history = new History(auditor.export(""));
        assertThat(history.linksPerSession().values()).isNotEmpty().containsOnly(1);
        assertThat(history.mostLinkedAtOnce()).isEqualTo(FaultLoad.LIMIT);
        assertThat(auditor.proof().path("state").asString()).isEqualTo("HOLDS");
        assertThat(auditor.verification().path("result").asString()).isEqualTo("holds");
    }
}
