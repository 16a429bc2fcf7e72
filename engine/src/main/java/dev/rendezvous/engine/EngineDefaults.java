package dev.rendezvous.engine;

import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** How Axon, Flyway and the database are set for an engine, unless somebody sets them otherwise. */
final class EngineDefaults implements EnvironmentPostProcessor {
    private static final String DATABASE = "spring.datasource.url";

    /**
     * Each service brings the tables that it writes, in a range of versions of its own. Several services share one database,
     * so each finds migrations there that it does not know.
     */
    private static final Map<String, Object> ALWAYS = Map.of(
            "spring.flyway.locations", "classpath:db/migration,classpath:db/vendor/{vendor}",
            "spring.flyway.out-of-order", "true",
            "spring.flyway.ignore-migration-patterns", "*:missing,*:future",
            "axon.axonserver.enabled", "false",
            "axon.update-check.disabled", "true",
            "axon.timeout.enabled", "false", // would interrupt long replays
            // It warns with a trace of every unknown account, which is a refusal.
            "logging.level.org.axonframework.modelling.command.AbstractRepository", "ERROR",
            // It warns of migrations in no order, and of those that another service brought.
            "logging.level.org.flywaydb.core.internal.command.DbMigrate", "ERROR",
            // It warns that H2 is newer than Flyway knows; the tests run on it.
            "logging.level.org.flywaydb.core.internal.database.base.Database", "ERROR");

    /** The database ends the transaction of a node that stands still, so that another can go on with its work. */
    private static final Map<String, Object> WITH_POSTGRES = Map.of(
            "spring.datasource.hikari.maximum-pool-size", "24",
            "spring.datasource.hikari.connection-timeout", EngineSettings.CONNECTION_PATIENCE.toMillis(),
            "spring.datasource.hikari.data-source-properties.ApplicationName", EngineSettings.SERVICE,
            "spring.datasource.hikari.data-source-properties.tcpKeepAlive", "true",
            "spring.datasource.hikari.data-source-properties.reWriteBatchedInserts", "true",
            "spring.datasource.hikari.data-source-properties.options", "-c idle_in_transaction_session_timeout=5s");

    /** Nobody waits long for rows that a command of unknown outcome has locked. */
    private static final Map<String, Object> WITH_AXON_SERVER = Map.of(
            "axon.axonserver.enabled",
            "true",
            "spring.datasource.hikari.data-source-properties.options",
            "-c idle_in_transaction_session_timeout=5s -c lock_timeout=1s");

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        System.setProperty("disable-axoniq-console-message", "true"); // Axon reads no other setting for it
        Map<String, Object> defaults = new HashMap<>(ALWAYS);
        String engine = environment.getProperty("rendezvous.engine", "embedded");
        if (!engine.equals("embedded")) {
            requireDatabase(environment, engine);
            defaults.putAll(WITH_POSTGRES);
            if (engine.equals("axon-server")) defaults.putAll(WITH_AXON_SERVER);
        }
        environment.getPropertySources().addLast(new MapPropertySource("rendezvous engine defaults", defaults));
    }

    private static void requireDatabase(ConfigurableEnvironment environment, String engine) {
        if (environment.containsProperty(DATABASE)) return;
        throw new InvalidConfigurationPropertyValueException(
                DATABASE,
                null,
                "The %s engine keeps its tables in PostgreSQL, whose JDBC URL this is.".formatted(engine));
    }
}
