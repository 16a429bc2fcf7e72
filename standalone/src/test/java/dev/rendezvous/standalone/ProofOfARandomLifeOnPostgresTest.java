package dev.rendezvous.standalone;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The same where any number of transactions append at once, and positions are left out. */
class ProofOfARandomLifeOnPostgresTest extends ProofOfARandomLifeTest {
    /** The database goes with the JVM, so after the product. */
    @DynamicPropertySource
    static void engine(DynamicPropertyRegistry settings) throws IOException {
        EmbeddedPostgres database = EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofSeconds(60))
                .start();
        settings.add("rendezvous.engine", () -> "postgres");
        settings.add("spring.datasource.url", () -> database.getJdbcUrl("postgres", "postgres"));
        settings.add("spring.datasource.username", () -> "postgres");
        settings.add("rendezvous.token.active-key", () -> "k1");
        settings.add("rendezvous.token.keys.k1", () -> "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=");
    }
}
