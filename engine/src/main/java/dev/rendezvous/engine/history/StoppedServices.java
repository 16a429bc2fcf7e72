package dev.rendezvous.engine.history;

import dev.rendezvous.engine.EngineSettings;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whether anybody else is connected to the database while a history is moved. H2's file lets in one process anyway. */
public final class StoppedServices {
    private final JdbcClient db;
    private final EngineSettings settings;

    StoppedServices(JdbcClient db, EngineSettings settings) {
        this.db = db;
        this.settings = settings;
    }

    /** @throws HistoryRefused if a service is, or another process that moves a history */
    public void require() {
        if (settings.isOneProcess()) return;
        long connections = db.sql("SELECT COUNT(*) FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND application_name LIKE ?"
                        + " AND application_name <> current_setting('application_name')")
                .param(EngineSettings.SERVICE + "%")
                .query(Long.class)
                .single();
        if (connections == 0) return;
        throw new HistoryRefused(
                "services, or another move, have %d connections to this database".formatted(connections),
                "Stop all services first.");
    }
}
