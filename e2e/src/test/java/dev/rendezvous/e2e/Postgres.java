package dev.rendezvous.e2e;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** A PostgreSQL of the test's own, which keeps its data when it is started again. */
final class Postgres implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);

    private final Path data;
    private final int port = Node.freePort();
    private EmbeddedPostgres running;

    Postgres(Path data) {
        this.data = data;
        this.running = start();
    }

    private EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setPort(port)
                    .setPGStartupWait(START)
                    .setServerConfig("max_connections", "200")
                    .setServerConfig("max_prepared_transactions", "100") // for Axon Server
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As after a crash of the database: nobody is told, the log is replayed. */
    void restart() {
        close();
        running = start();
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(port);
    }

    Connection connect() throws SQLException {
        return running.getPostgresDatabase().getConnection();
    }

    /** In the mode that waits for nobody and writes nothing. */
    @Override
    public void close() {
        try {
            running.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
