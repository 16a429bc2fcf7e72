package dev.rendezvous.query.audit;

import static java.util.Objects.requireNonNull;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class AuditSearchOnPostgresTest extends AuditSearchContract {
    private static @Nullable EmbeddedPostgres postgres;

    AuditSearchOnPostgresTest() {
        super(requireNonNull(postgres).getPostgresDatabase());
    }

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofSeconds(60))
                .start();
    }

    @AfterAll
    static void stop() throws IOException {
        if (postgres != null) postgres.close();
    }

    @Override
    String explain() {
        return "EXPLAIN ";
    }

    /** A sort of all parts together has those of each as its input. */
    @Override
    boolean isSorted(String plan) {
        return plan.contains("->  index scan") || plan.contains("->  index only scan");
    }
}
