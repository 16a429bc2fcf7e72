package dev.rendezvous.e2e;

import static org.junit.jupiter.api.Assumptions.abort;

import dev.rendezvous.axonserver.AxonServer;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What keeps the events. */
enum Engine {
    /** One process, H2. */
    EMBEDDED,

    /** Two command and two query nodes on one PostgreSQL, which the tests start themselves. */
    POSTGRES,

    /** The same four nodes on Axon Server, and that PostgreSQL. */
    AXON_SERVER;

    /** Whose history the one Axon Server has that was empty and that tests cannot start. */
    private static @Nullable Path usedFor;

    /** Ends the test as skipped if this engine cannot run here, or has the history of another test. */
    Engine orSkip(Path folder) {
        if (this != AXON_SERVER) return this;
        if (!AxonServer.isThere()) abort(AxonServer.NOT_THERE);
        if (!AxonServer.isJar()) {
            if (usedFor != null && !usedFor.equals(folder)) {
                abort("NOT RUN, as this Axon Server has the history of another test: give its jar,"
                        + " or an empty one to each test class");
            }
            usedFor = folder;
        }
        return this;
    }
}
