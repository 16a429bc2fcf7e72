package dev.rendezvous.query.audit;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.query.replay.TableNames;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.ConnectionCallback;

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

    @Test
    void what_is_copied_is_what_would_be_inserted() {
        AuditTable.TABLES.forEach(table -> db.execute("TRUNCATE TABLE " + table));
        byte[] hash = new byte[32];
        hash[31] = -1;
        List<AuditRow.WithDevices> rows = List.of(
                new AuditRow.WithDevices(
                        new AuditRow(1, 7, Instant.EPOCH, "T", null, null, null, hash, new byte[32]), List.of()),
                new AuditRow.WithDevices(
                        new AuditRow(
                                2,
                                1L << 40,
                                Instant.EPOCH.minusMillis(1),
                                "Ünïcode",
                                "a\t\\N",
                                UUID.randomUUID(),
                                "😀",
                                new byte[32],
                                hash),
                        List.of("d-1", "\"d\",2")));
        db.execute((ConnectionCallback<Boolean>) connection -> {
            EntryCopy.write(rows, new TableNames(""), connection);
            EntryInserts.write(rows, new TableNames("_odd"), connection);
            return true;
        });
        for (String table : List.of("audit_entry", "audit_entry_device")) {
            assertThat(db.queryForList("SELECT * FROM " + table)).hasSize(2);
            assertThat(db.queryForList("SELECT * FROM %1$s EXCEPT SELECT * FROM %1$s_odd".formatted(table)))
                    .isEmpty();
        }
    }
}
