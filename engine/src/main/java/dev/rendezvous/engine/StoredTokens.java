package dev.rendezvous.engine;

import java.util.Optional;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How far processors have come that keep their position in table {@code processor_token}, whichever node runs them. */
public final class StoredTokens {
    private final JdbcClient db;
    private final Serializer tokens;

    public StoredTokens(JdbcClient db, Serializer tokens) {
        this.db = db;
        this.tokens = tokens;
    }

    /** Of a processor with a single segment; empty before its first batch. */
    public Optional<TrackingToken> of(String processor) {
        return db.sql("SELECT token, token_type FROM processor_token"
                        + " WHERE processor_name = ? AND segment = 0 AND token IS NOT NULL")
                .param(processor)
                .query((row, number) -> read(row.getBytes(1), row.getString(2)))
                .optional();
    }

    /** What {@link #written} made. */
    public TrackingToken read(byte[] token, String type) {
        return tokens.deserialize(new SimpleSerializedObject<>(token, byte[].class, type, null));
    }

    /** The token as bytes, and the name of its type. */
    public SerializedObject<byte[]> written(TrackingToken token) {
        return tokens.serialize(token, byte[].class);
    }
}
