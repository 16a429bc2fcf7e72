package dev.rendezvous.query.audit.checkpoint;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Table {@code audit_checkpoint}: all that were signed, for every node to show. Whoever can write to it can lie, but not sign. */
final class CheckpointTable {
    private final JdbcClient db;

    CheckpointTable(JdbcClient db) {
        this.db = db;
    }

    /** Lets one transaction at a time of all nodes go on. */
    void claim() {
        db.sql("SELECT id FROM audit_checkpoint_writer FOR UPDATE").query().singleValue();
    }

    void add(Checkpoint checkpoint) {
        db.sql("INSERT INTO audit_checkpoint (entries, text) VALUES (?, ?)")
                .params(checkpoint.entries(), checkpoint.text())
                .update();
    }

    Optional<Checkpoint> newest() {
        return before(Long.MAX_VALUE, 1).stream().findFirst();
    }

    /** With fewer entries than {@code entries}, newest first. @throws IllegalArgumentException if one was altered */
    List<Checkpoint> before(long entries, int most) {
        return read("SELECT text FROM audit_checkpoint WHERE entries < ? ORDER BY entries DESC LIMIT ?", entries, most);
    }

    /** With more entries than {@code entries}, oldest first. @throws IllegalArgumentException if one was altered */
    List<Checkpoint> after(long entries, int most) {
        return read("SELECT text FROM audit_checkpoint WHERE entries > ? ORDER BY entries LIMIT ?", entries, most);
    }

    private List<Checkpoint> read(String sql, long entries, int most) {
        return db.sql(sql).params(entries, most).query(String.class).list().stream()
                .map(Checkpoint::of)
                .toList();
    }
}
