package dev.rendezvous.query.audit.checkpoint;

import java.util.List;

/** All checkpoints, for whoever compares the audit log with them. */
public final class SignedCheckpoints {
    private final CheckpointTable table;
    private final BelievedKeys believed;

    SignedCheckpoints(CheckpointTable table, BelievedKeys believed) {
        this.table = table;
        this.believed = believed;
    }

    /** With more entries than {@code entries}, oldest first. @throws IllegalArgumentException if one was altered */
    public List<Checkpoint> after(long entries, int most) {
        return table.after(entries, most);
    }

    public Trust judge(Checkpoint checkpoint) {
        return believed.judge(checkpoint);
    }
}
