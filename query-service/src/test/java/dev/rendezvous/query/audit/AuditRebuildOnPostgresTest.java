package dev.rendezvous.query.audit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@DirtiesContext
class AuditRebuildOnPostgresTest extends AuditRebuildContract {
    @Autowired
    AuditRebuildOnPostgresTest(@Value("${local.server.port}") int port) {
        super(port);
    }

    /** It ends with this process, after the service. */
    @DynamicPropertySource
    static void on_postgresql(DynamicPropertyRegistry properties) throws IOException {
        EmbeddedPostgres started = EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofSeconds(60))
                .start();
        properties.add("rendezvous.engine", () -> "postgres");
        properties.add("spring.datasource.url", () -> started.getJdbcUrl("postgres", "postgres"));
    }

    @Override
    String indexesOf() {
        return "SELECT indexname FROM pg_indexes WHERE tablename IN (?, ?) AND indexname NOT LIKE '%_pkey'";
    }
}
