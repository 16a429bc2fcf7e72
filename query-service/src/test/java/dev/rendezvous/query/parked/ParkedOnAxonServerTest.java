package dev.rendezvous.query.parked;

import dev.rendezvous.axonserver.AxonServer;
import dev.rendezvous.axonserver.RealServer;
import dev.rendezvous.query.RunningService;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@ExtendWith(RealServer.class)
@RunningService
@DirtiesContext
class ParkedOnAxonServerTest extends ParkedContract {
    @TempDir
    private static Path folder;

    private static @Nullable EmbeddedPostgres postgres;
    private static @Nullable AxonServer server;

    @Autowired
    ParkedOnAxonServerTest(@Value("${local.server.port}") int port) {
        super(port);
    }

    @DynamicPropertySource
    static void on_axon_server(DynamicPropertyRegistry properties) throws IOException {
        AxonServer events = AxonServer.start(folder);
        server = events;
        EmbeddedPostgres tables = EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofSeconds(60))
                .setServerConfig("max_prepared_transactions", "100")
                .start();
        postgres = tables;
        properties.add("rendezvous.engine", () -> "axon-server");
        properties.add("axon.axonserver.servers", events::address);
        properties.add("spring.datasource.url", () -> tables.getJdbcUrl("postgres", "postgres"));
    }

    @AfterAll
    static void stop() throws IOException {
        if (server != null) server.close();
        if (postgres != null) postgres.close();
    }
}
