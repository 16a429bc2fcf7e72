package dev.rendezvous.engine.embedded;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.account.AccountOpened;
import dev.rendezvous.engine.Durability;
import dev.rendezvous.engine.SqlEngineContract;
import dev.rendezvous.engine.SqlEventStorage;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.messaging.Message;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

class EmbeddedEngineTest extends SqlEngineContract {
    @TempDir
    static Path dataDir;

    private static @Nullable ConfigurableApplicationContext running;

    EmbeddedEngineTest() {
        super(requireNonNull(running));
    }

    @BeforeAll
    static void start() {
        running = start("rendezvous.data-dir=" + dataDir);
    }

    @AfterAll
    static void stop() {
        if (running != null) running.close();
    }

    @Test
    void late_events_are_read_by_their_keys() {
        String plan = context.getBean(JdbcClient.class)
                .sql("EXPLAIN " + ((SqlEventStorage) storage).sqlWithGaps())
                .params(7, 107, new Long[] {5L})
                .query(String.class)
                .single();
        assertThat(plan).contains("PRIMARY_KEY").doesNotContain("tableScan");
    }

    @Test
    void a_tracking_reader_sees_no_event_before_a_sync_that_began_after_its_commit() throws Exception {
        publish(opened(id));
        LinkedBlockingQueue<CompletableFuture<Long>> syncs = new LinkedBlockingQueue<>();
        DurableReads reads = reads(() -> {
            CompletableFuture<Long> sync = new CompletableFuture<>();
            syncs.add(sync);
            return sync;
        });
        CompletableFuture<List<? extends TrackedEventMessage<?>>> reading = CompletableFuture.supplyAsync(
                () -> reads.readEvents(null, false).toList());
        CompletableFuture<Long> sync = syncs.poll(30, TimeUnit.SECONDS);
        assertThat(sync).isNotNull();
        assertThat(reading).isNotDone();
        while (!reading.isDone()) { // one sync a batch
            if (sync != null) sync.complete(0L);
            sync = syncs.poll();
            Thread.onSpinWait();
        }
        assertThat(reading.join().stream().<Object>map(Message::getPayload))
                .contains(new AccountOpened(new AccountId(id), "standard"));
    }

    @Test
    void a_reader_that_has_seen_everything_costs_no_sync() {
        publish(opened(id));
        DurableReads reads = reads(() -> {
            throw new AssertionError("there is nothing new to be synced");
        });
        assertThat(reads.readEvents(storage.createHeadToken(), false)).isEmpty();
    }

    private DurableReads reads(Durability durability) {
        return new DurableReads(
                context.getBean(JdbcEventStorageEngine.Builder.class),
                context.getBean(TransactionManager.class),
                durability);
    }
}
