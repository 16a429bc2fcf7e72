package dev.rendezvous.e2e;

import static org.junit.jupiter.api.Assumptions.abort;

import org.jspecify.annotations.Nullable;

/** What keeps the events. */
enum Engine {
    /** One process, H2. */
    EMBEDDED,

    /** Two command and two query nodes on one PostgreSQL, which the tests start themselves. */
    POSTGRES,

    /** The same four nodes on Axon Server, and that PostgreSQL. */
    AXON_SERVER;

    /** Where an Axon Server listens, for the tests that need one. */
    private static final String ADDRESS = "RENDEZVOUS_AXONSERVER";

    /** Ends the test as skipped if this engine cannot run here. */
    Engine orSkip() {
        if (this == AXON_SERVER && axonServer() == null) abort("no Axon Server: set %s=host:port".formatted(ADDRESS));
        return this;
    }

    static @Nullable String axonServer() {
        return System.getenv(ADDRESS);
    }
}
