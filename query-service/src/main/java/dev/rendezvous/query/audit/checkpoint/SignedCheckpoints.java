package dev.rendezvous.query.audit.checkpoint;

import java.util.List;

/** All checkpoints, for whoever compares the audit log with them. */
public final class SignedCheckpoints {
    private final CheckpointTable table;
    private final Checkpointing checkpointing;

    SignedCheckpoints(CheckpointTable table, Checkpointing checkpointing) {
        this.table = table;
        this.checkpointing = checkpointing;
    }

    /** With more entries than {@code entries}, oldest first. @throws IllegalArgumentException if one was altered */
    public List<Checkpoint> after(long entries, int most) {
        return table.after(entries, most);
    }

    /** Whether its signature is not good; one of a key that this node does not have cannot be judged here. */
    public boolean isForged(Checkpoint checkpoint) {
        SigningKey key = checkpointing.key();
        return key != null && key.id().equals(checkpoint.keyId()) && !key.hasSigned(checkpoint);
    }
}
