package dev.rendezvous.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TransactionGateTest {
    private static final Duration LONG = Duration.ofSeconds(50);

    private final TransactionGate gate = new TransactionGate();
    private final DataSource transactions = gate.guarding(anyDatabase());
    private final List<String> order = new CopyOnWriteArrayList<>();

    @Test
    void who_waits_to_be_alone_is_before_transactions_that_come_later() throws Exception {
        Connection open = transactions.getConnection();
        FutureTask<Boolean> alone = waiting(() -> gate.whileNoneIsOpen(LONG, () -> order.add("alone")));
        FutureTask<Boolean> later =
                waiting(() -> order.add(transactions.getConnection().isClosed() ? "" : "later"));
        open.close();
        assertThat(alone.get(30, TimeUnit.SECONDS)).isTrue();
        assertThat(later.get(30, TimeUnit.SECONDS)).isTrue();
        assertThat(order).containsExactly("alone", "later");
        assertThat(gate.now()).hasSize(1);
    }

    @Test
    void transactions_go_on_when_one_of_them_took_too_long_for_who_waited() throws Exception {
        try (Connection open = transactions.getConnection()) {
            assertThat(gate.whileNoneIsOpen(Duration.ofMillis(1), () -> order.add("alone")))
                    .isFalse();
            transactions.getConnection().close();
            assertThat(open.isClosed()).isFalse();
        }
        assertThat(order).isEmpty();
        assertThat(gate.now()).isEmpty();
        assertThat(gate.whileNoneIsOpen(Duration.ofMillis(1), () -> order.add("alone")))
                .isTrue();
    }

    /** Returns when it can go no further. */
    private static FutureTask<Boolean> waiting(Callable<Boolean> action) {
        FutureTask<Boolean> task = new FutureTask<>(action);
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
        await().until(() -> task.isDone()
                || thread.getState() == Thread.State.WAITING
                || thread.getState() == Thread.State.TIMED_WAITING);
        return task;
    }

    private static DataSource anyDatabase() {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:");
        return database;
    }
}
