package dev.rendezvous.engine.settled;

import java.util.Set;

/** The transactions that may still append to the log at a position which they have been given. */
public interface OpenTransactions {
    /**
     * Names of all that are open now; others may be among them. A name is not used twice, and is gone once everybody sees
     * what its transaction committed.
     */
    Set<String> now();
}
