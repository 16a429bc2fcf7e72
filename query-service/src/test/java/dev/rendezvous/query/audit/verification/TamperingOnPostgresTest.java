package dev.rendezvous.query.audit.verification;

import static java.util.Objects.requireNonNull;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class TamperingOnPostgresTest extends TamperingContract {
    @TempDir
    private static Path folder;

    private static @Nullable EmbeddedPostgres postgres;
    private static @Nullable RunningAuditLog log;

    TamperingOnPostgresTest() {
        super(requireNonNull(log));
    }

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofSeconds(60))
                .start();
        log = new RunningAuditLog(
                folder,
                "rendezvous.engine=postgres",
                "spring.datasource.username=postgres",
                "spring.datasource.url=" + postgres.getJdbcUrl("postgres", "postgres"));
        fill(log);
    }

    @AfterAll
    static void stop() throws IOException {
        if (log != null) log.close();
        if (postgres != null) postgres.close();
    }
}
