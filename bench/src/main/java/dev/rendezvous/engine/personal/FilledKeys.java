package dev.rendezvous.engine.personal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes the data keys of accounts as rows, many at a time, and seals with them. */
public final class FilledKeys {
    private static final String KEY =
            "INSERT INTO account_key (key_id, account_id, current_of, master_key, wrapped) VALUES (?, ?, ?, ?, ?)";

    private final MasterKeys master;
    private final PreparedStatement insert;

    /** @param key 32 bytes, which the product has as master key {@code id} */
    public FilledKeys(Connection db, String id, byte[] key) throws SQLException {
        this.master = new MasterKeys(id, Map.of(id, key));
        this.insert = db.prepareStatement(KEY);
    }

    /** Seals a field of an event. */
    public interface Sealing {
        String sealed(String eventId, String field, String text);
    }

    /** @param currentOf the account, if this key seals what is new about it */
    public Sealing make(UUID id, String account, @Nullable String currentOf) throws SQLException {
        byte[] secret = master.newSecret();
        MasterKeys.Wrapped wrapped = master.wrap(id, secret);
        insert.setObject(1, id);
        insert.setString(2, account);
        insert.setString(3, currentOf);
        insert.setString(4, wrapped.masterKey());
        insert.setBytes(5, wrapped.secret());
        insert.addBatch();
        DataKey key = new DataKey(id, secret);
        return (event, field, text) -> key.seal(EventPlaces.of(event, field), text);
    }

    /** Writes those that were made since the last time. */
    public void write() throws SQLException {
        insert.executeBatch();
    }
}
