package dev.rendezvous.query;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.test.context.DynamicPropertyRegistry;

/**
 * A PostgreSQL for the service of one class of tests. Named before {@link RunningService} it ends after the service, which else would
 * look for it for a minute while it stops.
 */
public final class TestPostgres implements AfterAllCallback {
    private static @Nullable EmbeddedPostgres running;

    /** Starts it, and has the service keep everything there. */
    public static void start(DynamicPropertyRegistry properties) throws IOException {
        EmbeddedPostgres started = EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofSeconds(60))
                .start();
        running = started;
        properties.add("rendezvous.engine", () -> "postgres");
        properties.add("spring.datasource.url", () -> started.getJdbcUrl("postgres", "postgres"));
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        if (running != null) running.close();
        running = null;
    }
}
