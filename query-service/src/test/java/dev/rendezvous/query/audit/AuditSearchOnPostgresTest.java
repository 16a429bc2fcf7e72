package dev.rendezvous.query.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.query.TestPostgres;
import dev.rendezvous.query.replay.TableNames;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.ConnectionCallback;

class AuditSearchOnPostgresTest extends AuditSearchContract {
    @RegisterExtension
    static final TestPostgres postgres = new TestPostgres();

    AuditSearchOnPostgresTest() {
        super(postgres.database());
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
