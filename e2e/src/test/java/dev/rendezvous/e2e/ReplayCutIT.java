package dev.rendezvous.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A node that is killed in the middle of replays loses nothing (R54): one of tables that all nodes share goes on behind the last step,
 * one of the node's own memory is told as lost with it, and what serves is right all the while.
 */
@ParameterizedClass
@EnumSource(Engine.class)
class ReplayCutIT {
    private static final int HOUSEHOLDS = 12;
    private static final int MORE_CODES = 1_200;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** Replays rest most of the time, so that there is a middle to be killed in. */
    private static final String[] OPTIONS = {
        "--rendezvous.throttle.enabled=false",
        "--rendezvous.registration.retry-interval=1s",
        "--rendezvous.replay.quiet-below=0",
        "--rendezvous.replay.share=0.01"
    };

    @TempDir
    private Path folder;

    private final Engine engine;
    private final ExecutorService threads = Executors.newFixedThreadPool(2 * HOUSEHOLDS);
    private final List<Household> households = IntStream.range(0, HOUSEHOLDS)
            .mapToObj(number -> new Household("household-" + number, number % 3 == 0))
            .toList();

    ReplayCutIT(Engine engine) {
        this.engine = engine;
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void a_replay_goes_on_behind_its_last_step_when_its_node_is_killed() throws Exception {
        Deployment product = Deployment.start(engine, folder, null, OPTIONS);
        try {
            happen(product.client());
            Auditor node = new Auditor(product.queryNode(0));
            String ofMemory = begun(node, "poll-view");
            String ofTables = begun(node, "linked-devices");
            long before = events(node.get(ofTables));
            assertThat(before).as("in the middle").isLessThan(MORE_CODES);
            assertThat(node.get(ofMemory).text("endedAt")).isEmpty();

            product = withoutTheNode(product);
            Auditor survivor = new Auditor(product.lastQueryNode());
            assertServesRight(product);
            await().atMost(PATIENCE).untilAsserted(() -> {
                Answer replay = survivor.get(ofTables);
                assertThat(events(replay)).as(replay.http().body()).isGreaterThan(before);
            });
            assertServesRight(product);

            Answer gone = ended(survivor, ofMemory);
            assertThat(gone.text("state")).isEqualTo("FAILED");
            assertThat(gone.text("failure")).contains("node is gone");
            Answer done = ended(survivor, ofTables);
            assertThat(done.text("state")).isEqualTo("TAKEN_OVER");
            assertThat(done.body().path("comparison").path("equal").asBoolean()).isTrue();
            assertServesRight(product);
            Answer again = ended(survivor, location(survivor, "linked-devices"));
            assertThat(events(done))
                    .as("each event once")
                    .isEqualTo(events(again))
                    .isGreaterThan(before);
        } finally {
            product.close();
        }
    }

    private void happen(Client client) throws Exception {
        List<Callable<Boolean>> lives = new ArrayList<>();
        for (Household household : households) {
            lives.add(() -> {
                household.live(client, threads);
                return true;
            });
        }
        for (int number = 0; number < MORE_CODES; number++) {
            String device = "television-" + number;
            lives.add(() -> client.askForCode(device).status() == 200);
        }
        for (Future<Boolean> life : threads.invokeAll(lives))
            assertThat(life.get()).isTrue();
    }

    /** Where a replay tells of itself that has handled events, and not all. */
    private static String begun(Auditor node, String projection) {
        String location = location(node, projection);
        await(projection).atMost(PATIENCE).until(() -> events(node.get(location)) > 0);
        assertThat(node.get(location).text("endedAt")).isEmpty();
        return location;
    }

    private static String location(Auditor node, String projection) {
        return node.post("/projections/" + projection + "/replays", "{}").header("Location");
    }

    private static long events(Answer replay) {
        return replay.body().path("progress").path("events").asLong();
    }

    private static Answer ended(Auditor node, String location) {
        await(location)
                .atMost(PATIENCE)
                .until(() -> !node.get(location).text("endedAt").isEmpty());
        return node.get(location);
    }

    /** Killed with the node; where it is the only one, it is started again. */
    private Deployment withoutTheNode(Deployment product) {
        if (engine == Engine.EMBEDDED) {
            product.kill();
            return Deployment.start(engine, folder, null, OPTIONS);
        }
        product.queryNode(0).kill();
        return product;
    }

    private void assertServesRight(Deployment product) {
        Client client = new Client(
                List.of(product.commandNode(0).url()),
                List.of(product.lastQueryNode().url()));
        for (Household household : households)
            assertThat(household.lossesIn(client)).isEmpty();
    }
}
