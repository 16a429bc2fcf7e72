package dev.rendezvous.engine;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where events are kept.
 *
 * @param engine what stores them
 * @param dataDir folder of everything that the embedded engine keeps; created if missing, removing it starts afresh
 */
@ConfigurationProperties("rendezvous")
public record EngineSettings(@DefaultValue("embedded") Engine engine, @DefaultValue("./data") Path dataDir) {
    /** How services call themselves where they connect to a database. */
    public static final String SERVICE = "rendezvous";

    /** After this long without a free connection whoever asks is told to come again. */
    public static final Duration CONNECTION_PATIENCE = Duration.ofSeconds(3);

    /** Whether nobody else appends events. */
    public boolean isOneProcess() {
        return engine == Engine.EMBEDDED;
    }

    /** H2's file, without its ending. */
    public Path database() {
        return dataDir.toAbsolutePath().normalize().resolve("rendezvous");
    }

    /** What stores events. */
    public enum Engine {
        /** An H2 file in the data directory, one JVM. */
        EMBEDDED,

        /** One PostgreSQL, any number of JVMs. */
        POSTGRES,

        /** One Axon Server for events and commands, and one PostgreSQL for the rest; any number of JVMs. */
        AXON_SERVER
    }
}
