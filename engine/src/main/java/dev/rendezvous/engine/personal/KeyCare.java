package dev.rendezvous.engine.personal;

import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.function.IntSupplier;

/** What is done about keys from time to time. Any number of nodes may do it at once. */
public final class KeyCare {
    private static final int BATCH = 1_000;

    private final KeyStore store;
    private final KeyRing ring;
    private final KeyTransaction transaction;
    private final Clock clock;
    private final Duration unclaimedRetention;

    KeyCare(KeyStore store, KeyRing ring, KeyTransaction transaction, Clock clock, Duration unclaimedRetention) {
        this.store = store;
        this.ring = ring;
        this.transaction = transaction;
        this.clock = clock;
        this.unclaimedRetention = unclaimedRetention;
    }

    /** Destroys the keys of sessions that no account entered for so long. A session's id begins with its time. */
    public void eraseUnclaimed() {
        long before = clock.instant().minus(unclaimedRetention).toEpochMilli();
        UUID first = new UUID(Math.max(0, before) << 16, 0);
        inBatches(() -> store.eraseSessionsBefore(first, BATCH));
        ring.forgetAll();
    }

    /** Wraps all keys with the active master key, so that older ones can be removed from the configuration. */
    public void wrapWithActiveKey() {
        inBatches(() -> store.rewrap(BATCH));
    }

    private void inBatches(IntSupplier batch) {
        int done = BATCH;
        while (done >= BATCH) {
            done = transaction.execute(batch::getAsInt);
        }
    }
}
