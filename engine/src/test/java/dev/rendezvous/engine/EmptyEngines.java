package dev.rendezvous.engine;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.util.FileSystemUtils;

/** Settings of both SQL engines with nothing in them yet, for tests that start processes themselves. */
@SuppressWarnings("NullAway.Init") // JUnit begins with beforeAll
public final class EmptyEngines implements BeforeAllCallback, AfterAllCallback {
    private final AtomicInteger databases = new AtomicInteger();
    private Path folder;
    private EmbeddedPostgres postgres;

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        folder = Files.createTempDirectory("engines");
        postgres = EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofSeconds(60))
                .start();
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        postgres.close();
        FileSystemUtils.deleteRecursively(folder);
    }

    /** First H2, then PostgreSQL. */
    public Stream<List<String>> fresh() throws SQLException {
        return Stream.of(
                List.of("rendezvous.data-dir=" + file()),
                List.of(
                        "rendezvous.engine=postgres",
                        "spring.datasource.username=postgres",
                        "spring.datasource.url=" + database()));
    }

    /** Nothing is there yet. */
    public Path file() {
        return folder.resolve("file" + databases.incrementAndGet());
    }

    /** Where an empty database of PostgreSQL is; its user is {@code postgres}. */
    public String database() throws SQLException {
        String name = "database" + databases.incrementAndGet();
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
        return postgres.getJdbcUrl("postgres", name);
    }
}
