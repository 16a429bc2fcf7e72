package dev.rendezvous.query.parked;

import dev.rendezvous.query.RunningService;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@RunningService
@DirtiesContext
class ParkedOnPostgresTest extends ParkedContract {
    private static @Nullable EmbeddedPostgres postgres;

    @Autowired
    ParkedOnPostgresTest(@Value("${local.server.port}") int port) {
        super(port);
    }

    @DynamicPropertySource
    static void on_postgresql(DynamicPropertyRegistry properties) throws IOException {
        EmbeddedPostgres started = EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofSeconds(60))
                .start();
        postgres = started;
        properties.add("rendezvous.engine", () -> "postgres");
        properties.add("spring.datasource.url", () -> started.getJdbcUrl("postgres", "postgres"));
    }

    @AfterAll
    static void stop() throws IOException {
        if (postgres != null) postgres.close();
    }
}
