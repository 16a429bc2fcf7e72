package dev.rendezvous.engine;

import java.util.concurrent.CompletableFuture;

/** Tells when what was committed can no longer be lost by a crash. */
public interface Durability {
    /**
     * Completes when every commit made before the call is on disk, many callers to one sync. The value is the position
     * of an event at least as new as the newest of those commits.
     */
    CompletableFuture<Long> onDisk();

    /** Returns when every commit made before the call is on disk. */
    default void await() {
        onDisk().join();
    }
}
