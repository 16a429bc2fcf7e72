package dev.rendezvous.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.rendezvous.engine.EngineSettings;
import dev.rendezvous.engine.EventLog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

@Timeout(60)
class WholeTransactionsTest {
    private static final Duration AT_ONCE = Duration.ofMillis(1);
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private final TransactionGate gate = new TransactionGate();
    private HikariDataSource pool;
    private DataSource guarded;

    @BeforeEach
    void open() {
        pool = poolOn(folder);
        guarded = gate.guarding(pool);
        JdbcClient.create(guarded).sql("CREATE TABLE note (text VARCHAR)").update();
    }

    @AfterEach
    void close() {
        pool.close();
    }

    private static HikariDataSource poolOn(Path dataDir) {
        return new EmbeddedEngineAutoConfiguration()
                .embeddedPool(new EngineSettings(EngineSettings.Engine.EMBEDDED, dataDir));
    }

    private boolean isAloneFor(Duration atMost) throws InterruptedException {
        return gate.whileNoneIsOpen(atMost, () -> {});
    }

    @Test
    void nobody_is_alone_while_a_transaction_is_open() throws Exception {
        Connection one = guarded.getConnection();
        try (Connection other = guarded.getConnection()) {
            one.close();
            one.close(); // twice is once
            assertThat(isAloneFor(AT_ONCE)).isFalse();
            assertThat(other.isValid(1)).isTrue();
        }
        assertThat(isAloneFor(AT_ONCE)).isTrue();
    }

    @Test
    void no_transaction_begins_while_somebody_is_alone() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        var alone = CompletableFuture.runAsync(() -> stayAlone(inside, leave));
        inside.await();
        AtomicBoolean begun = new AtomicBoolean();
        Thread transaction = new Thread(() -> {
            JdbcClient.create(guarded).sql("SELECT 1").query().singleValue();
            begun.set(true);
        });
        transaction.start();
        await().until(() -> transaction.getState() == Thread.State.WAITING);
        assertThat(begun).isFalse();

        leave.countDown();

        alone.join();
        await().untilTrue(begun);
    }

    private void stayAlone(CountDownLatch inside, CountDownLatch leave) {
        try {
            gate.whileNoneIsOpen(LONG, () -> {
                inside.countDown();
                awaitQuietly(leave);
            });
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void awaitQuietly(CountDownLatch leave) {
        try {
            leave.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_connection_that_was_not_to_be_had_is_no_open_transaction() throws Exception {
        pool.close();
        CompletableFuture<Object> failed = CompletableFuture.supplyAsync(
                () -> JdbcClient.create(guarded).sql("SELECT 1").query().singleValue());
        assertThat(failed).failsWithin(LONG);
        assertThat(isAloneFor(AT_ONCE)).isTrue();
    }

    @Test
    void what_is_committed_is_in_the_file_and_what_is_not_is_not_even_when_nobody_can_wait() throws Exception {
        WholeTransactions sync = new WholeTransactions(pool, gate, new NoLog());
        JdbcClient.create(guarded).sql("INSERT INTO note VALUES ('kept')").update();
        try (Connection open = guarded.getConnection()) {
            open.setAutoCommit(false);
            open.createStatement().execute("INSERT INTO note VALUES ('undone')");
            assertThat(sync.getAsLong()).isZero();
            assertThat(notesInCopy()).containsExactly("kept");
            open.rollback();
        }
    }

    /** What a crash right now would leave. */
    private Iterable<String> notesInCopy() throws Exception {
        Path crashed = Files.createDirectory(folder.resolve("crashed"));
        Files.copy(folder.resolve("rendezvous.mv.db"), crashed.resolve("rendezvous.mv.db"));
        try (HikariDataSource copy = poolOn(crashed)) {
            return JdbcClient.create(copy)
                    .sql("SELECT text FROM note")
                    .query(String.class)
                    .list();
        }
    }

    private static final class NoLog implements EventLog {
        @Override
        public long head() {
            return 0;
        }

        @Override
        public boolean anyCommitted(Collection<Long> positions) {
            return false;
        }

        @Override
        public @Nullable Instant timeAfter(long position) {
            return null;
        }
    }
}
