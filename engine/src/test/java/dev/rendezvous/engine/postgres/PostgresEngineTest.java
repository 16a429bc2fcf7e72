package dev.rendezvous.engine.postgres;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.account.AccountOpened;
import dev.rendezvous.engine.Durability;
import dev.rendezvous.engine.SqlEngineContract;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

class PostgresEngineTest extends SqlEngineContract {
    private static @Nullable EmbeddedPostgres postgres;
    private static @Nullable ConfigurableApplicationContext running;

    PostgresEngineTest() {
        super(requireNonNull(running));
    }

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofSeconds(60))
                .start();
        running = startNode();
    }

    @AfterAll
    static void stop() throws IOException {
        if (running != null) running.close();
        if (postgres != null) postgres.close();
    }

    private static ConfigurableApplicationContext startNode() {
        return start(
                "rendezvous.engine=postgres",
                "spring.datasource.username=postgres",
                "spring.datasource.url=" + requireNonNull(postgres).getJdbcUrl("postgres", "postgres"));
    }

    @Test
    void a_node_hears_of_commits_also_after_its_connection_was_lost() {
        JdbcClient db = context.getBean(JdbcClient.class);
        AtomicInteger heard = new AtomicInteger();
        CommitListener listener = new CommitListener(context.getBean(DataSource.class), heard::incrementAndGet);
        listener.start();
        try {
            await().until(() -> heard.get() > 0); // it listens
            awaitMore(heard, () -> new CommitNews(db).getAsLong());
            awaitMore(heard, () -> db.sql(
                            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'")
                    .query()
                    .listOfRows());
            awaitMore(heard, () -> new CommitNews(db).getAsLong());
        } finally {
            listener.stop();
        }
    }

    private static void awaitMore(AtomicInteger heard, Runnable cause) {
        int before = heard.get();
        cause.run();
        await().atMost(Duration.ofSeconds(30)).until(() -> heard.get() > before);
    }

    @Test
    void the_database_ends_the_transaction_of_a_node_that_stands_still() {
        assertThat(context.getBean(JdbcClient.class)
                        .sql("SHOW idle_in_transaction_session_timeout")
                        .query(String.class)
                        .single())
                .isEqualTo("5s");
    }

    @Test
    void an_event_of_one_node_reaches_a_reader_of_another() throws Exception {
        try (ConfigurableApplicationContext other = startNode();
                TrackingEventStream reader =
                        other.getBean(EmbeddedEventStore.class).openStream(storage.createHeadToken())) {
            publish(opened(id));
            context.getBean(Durability.class).onDisk().join();

            assertThat(reader.nextAvailable().getPayload()).isEqualTo(new AccountOpened(new AccountId(id), "standard"));
        }
    }
}
