package dev.rendezvous.query;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A PostgreSQL for the service of one class of tests, whose URL is the system property {@value #URL}. Named before {@link RunningService}
 * it starts before the service and ends after it.
 */
final class TestPostgres implements BeforeAllCallback, AfterAllCallback {
    static final String URL = "rendezvous.test.database";

    private @Nullable EmbeddedPostgres running;

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        EmbeddedPostgres started = EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofSeconds(60))
                .setServerConfig("max_prepared_transactions", "100")
                .start();
        running = started;
        System.setProperty(URL, started.getJdbcUrl("postgres", "postgres"));
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        System.clearProperty(URL);
        if (running != null) running.close();
    }
}
