package dev.rendezvous.query;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A PostgreSQL for one class of tests, whose URL is the system property {@value #URL}. Named before {@link RunningService} it starts before
 * the service and ends after it.
 */
public final class TestPostgres implements BeforeAllCallback, AfterAllCallback {
    static final String URL = "rendezvous.test.database";

    private @Nullable EmbeddedPostgres running;

    /** Of its first database. */
    public DataSource database() {
        return started().getPostgresDatabase();
    }

    /** The URL of an empty database of that name, which is made. */
    public String create(String name) throws SQLException {
        try (Connection connection = database().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
        return started().getJdbcUrl("postgres", name);
    }

    private EmbeddedPostgres started() {
        return Objects.requireNonNull(running, "not started");
    }

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
