package dev.rendezvous.engine.postgres;

import static java.util.Objects.requireNonNull;

import dev.rendezvous.engine.SqlEngineContract;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.context.ConfigurableApplicationContext;

class PostgresEngineTest extends SqlEngineContract {
    private static @Nullable EmbeddedPostgres postgres;
    private static @Nullable ConfigurableApplicationContext running;

    PostgresEngineTest() {
        super(requireNonNull(running));
    }

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.start();
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
}
