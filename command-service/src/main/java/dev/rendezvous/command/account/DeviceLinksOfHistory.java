package dev.rendezvous.command.account;

import dev.rendezvous.engine.history.RowsOfHistory;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Table {@code device_link}, made again. */
class DeviceLinksOfHistory implements RowsOfHistory {
    private final JdbcClient db;

    DeviceLinksOfHistory(JdbcClient db) {
        this.db = db;
    }

    @Override
    public void clear() {
        db.sql("DELETE FROM device_link").update();
    }

    @Override
    public List<Object> handlers() {
        return List.of(new DeviceLinks(db));
    }
}
