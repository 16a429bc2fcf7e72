package dev.rendezvous.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

/** Nothing that was acknowledged is lost, and nothing is half done, when the process is killed under load (R20). */
class PowerCutIT {
    private static final int THREADS = 8;
    private static final String[] UNDER_LOAD = {
        "--rendezvous.throttle.enabled=false", "--rendezvous.registration.retry-interval=1s"
    };

    @TempDir
    private Path folder;

    @RepeatedTest(5)
    void every_acknowledged_code_link_and_unlink_survives_a_kill() throws Exception {
        Path data = folder.resolve("data");
        ConcurrentLinkedQueue<Household> households = new ConcurrentLinkedQueue<>();
        try (Product product = Product.startIn(data, UNDER_LOAD)) {
            killUnderLoad(product, households);
        }
        try (Product product = Product.startIn(data, UNDER_LOAD)) {
            Client client = new Client(product.url());
            assertThat(households).anyMatch(Household::wasLinked).anyMatch(Household::wasUnlinked);
            assertThat(households.stream().filter(Household::gotCode))
                    .flatMap(household -> household.lossesIn(client))
                    .isEmpty();
            assertThat(product.log()).doesNotContain("ERROR").doesNotContain("WARN");
        }
    }

    private static void killUnderLoad(Product product, ConcurrentLinkedQueue<Household> households) throws Exception {
        Client client = new Client(product.url());
        AtomicInteger number = new AtomicInteger();
        int killAfter = ThreadLocalRandom.current().nextInt(100, 800);
        CountDownLatch enough = new CountDownLatch(killAfter);
        ExecutorService threads = Executors.newFixedThreadPool(2 * THREADS);
        try {
            List<Future<?>> load = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                load.add(threads.submit(() -> liveUntilGone(client, threads, number, households, enough)));
            }
            assertThat(enough.await(60, TimeUnit.SECONDS)).as("load arrives").isTrue();
            product.kill();
            for (Future<?> thread : load) thread.get(60, TimeUnit.SECONDS);
        } finally {
            threads.shutdownNow();
        }
    }

    private static void liveUntilGone(
            Client client,
            ExecutorService threads,
            AtomicInteger number,
            ConcurrentLinkedQueue<Household> households,
            CountDownLatch enough) {
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
