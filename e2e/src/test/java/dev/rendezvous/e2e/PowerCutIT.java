package dev.rendezvous.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Nothing that was acknowledged is lost, and nothing is half done, when every process is killed (R20). */
@ParameterizedClass
@EnumSource(Engine.class)
class PowerCutIT {
    private static final int CUTS = 5;

    /** Four processes and a database take longer to start. */
    private static final int CUTS_OF_MANY = 2;

    private static final int THREADS = 8;
    private static final String[] UNDER_LOAD = {
        "--rendezvous.throttle.enabled=false", "--rendezvous.registration.retry-interval=1s"
    };

    @TempDir
    private Path folder;

    private final Engine engine;
    private final ExecutorService threads = Executors.newFixedThreadPool(2 * THREADS);
    private final AtomicInteger number = new AtomicInteger();

    PowerCutIT(Engine engine) {
        this.engine = engine;
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void every_acknowledged_code_link_and_unlink_survives_being_killed() throws Exception {
        List<Household> all = new ArrayList<>();
        Collection<Household> latest = List.of();
        int cuts = engine == Engine.EMBEDDED ? CUTS : CUTS_OF_MANY;
        for (int cut = 1; cut <= cuts; cut++) {
            try (Deployment product = Deployment.start(engine, folder, null, UNDER_LOAD)) {
                assertNothingIsLost(latest, product);
                latest = killUnderLoad(product);
            }
            assertThat(latest)
                    .as("before cut %d", cut)
                    .anyMatch(Household::wasLinked)
                    .anyMatch(Household::wasUnlinked);
            all.addAll(latest);
        }
        try (Deployment product = Deployment.start(engine, folder, null, UNDER_LOAD)) {
            assertNothingIsLost(all, product);
        }
    }

    @Test
    void what_an_auditor_was_answered_survives_being_killed_at_once() {
        List<String> asked = new ArrayList<>();
        try (Deployment product = Deployment.start(engine, folder, null, UNDER_LOAD)) {
            Auditor auditor = new Auditor(product.queryNode(0));
            auditor.after(product.client().openAccount("household"));
            auditor.get("/audit/entries");
            asked.add(auditor.post("/audit/verifications", null).header("Location"));
            asked.add(auditor.post("/audit/proofs", null).header("Location"));
            asked.add(auditor.post("/projections/linked-devices/replays", "{}").header("Location"));
            auditor.sign();
            product.kill();
        }
        try (Deployment product = Deployment.start(engine, folder, null, UNDER_LOAD)) {
            Auditor auditor = new Auditor(product.queryNode(0));
            asked.forEach(auditor::get);
            auditor.after(product.client().openAccount("another"));
            auditor.get("/audit/entries");
            auditor.sign();
            assertThat(auditor.verification().path("result").asString()).isEqualTo("holds");
        }
    }

    private void assertNothingIsLost(Collection<Household> households, Deployment product) throws Exception {
        Client client = product.client();
        List<Callable<List<String>>> checks = new ArrayList<>();
        for (Household household : households) checks.add(() -> household.lossesIn(client));
        List<String> losses = new ArrayList<>();
        for (Future<List<String>> check : threads.invokeAll(checks)) losses.addAll(check.get());
        assertThat(losses).isEmpty();
        assertThat(product.log()).doesNotContain("ERROR").doesNotContain("WARN");
    }

    /** Returns the households that the product was killed among. */
    private Collection<Household> killUnderLoad(Deployment product) throws Exception {
        Client client = product.client();
        Collection<Household> households = new ConcurrentLinkedQueue<>();
        CountDownLatch enough = new CountDownLatch(ThreadLocalRandom.current().nextInt(20, 200));
        List<Future<?>> load = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            load.add(threads.submit(() -> liveUntilGone(client, households, enough)));
        }
        assertThat(enough.await(60, TimeUnit.SECONDS)).as("load arrives").isTrue();
        product.kill();
        for (Future<?> thread : load) thread.get(60, TimeUnit.SECONDS);
        return households;
    }

    private void liveUntilGone(Client client, Collection<Household> households, CountDownLatch enough) {
        try {
            while (true) {
                int next = number.incrementAndGet();
                Household household = new Household("household-" + next, next % 3 == 0);
                households.add(household);
                household.live(client, threads);
                enough.countDown();
            }
        } catch (UncheckedIOException gone) {
            assertThat(enough.getCount())
                    .as("the product went before it was killed")
                    .isZero();
        }
    }
}
