package dev.rendezvous.command.profile;

import dev.rendezvous.engine.history.RowsOfHistory;
import java.util.List;
import org.axonframework.serialization.Serializer;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Table {@code profile}, made again. */
class ProfilesOfHistory implements RowsOfHistory {
    private final JdbcClient db;
    private final Serializer json;

    ProfilesOfHistory(JdbcClient db, Serializer json) {
        this.db = db;
        this.json = json;
    }

    @Override
    public void clear() {
        db.sql("DELETE FROM profile").update();
    }

    @Override
    public List<Object> handlers() {
        return List.of(new ProfileTable(db, json));
    }
}
