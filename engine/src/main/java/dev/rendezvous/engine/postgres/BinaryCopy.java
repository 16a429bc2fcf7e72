package dev.rendezvous.engine.postgres;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** Rows as PostgreSQL's {@code COPY … (FORMAT binary)} has them: each the count of its values, then these, each after its length. */
public final class BinaryCopy {
    private static final byte[] BEGINNING = "PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final int END = -1;
    private static final int NULL = -1;
    private static final int USUAL_LENGTH = 1 << 16;

    private byte[] bytes = Arrays.copyOf(BEGINNING, USUAL_LENGTH);
    private int length = BEGINNING.length;

    /** Begins one of so many values, which follow. */
    public void row(int values) {
        reserve(Short.BYTES);
        put(values, Short.BYTES);
    }

    public void add(long number) {
        begin(Long.BYTES);
        put(number, Long.BYTES);
    }

    public void add(@Nullable String text) {
        add(text == null ? null : text.getBytes(StandardCharsets.UTF_8));
    }

    public void add(@Nullable UUID id) {
        if (id == null) {
            begin(NULL);
            return;
        }
        begin(2 * Long.BYTES);
        put(id.getMostSignificantBits(), Long.BYTES);
        put(id.getLeastSignificantBits(), Long.BYTES);
    }

    public void add(byte @Nullable [] value) {
        begin(value == null ? NULL : value.length);
        if (value == null) return;
        System.arraycopy(value, 0, bytes, length, value.length);
        length += value.length;
    }

    /**
     * Ends the rows and writes them, if there are any.
     *
     * @param table with the names of its columns
     */
    public void into(String table, Connection db) throws SQLException {
        if (length == BEGINNING.length) return;
        row(END);
        try (InputStream rows = new ByteArrayInputStream(bytes, 0, length)) {
            db.unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY %s FROM STDIN (FORMAT binary)".formatted(table), rows, USUAL_LENGTH);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void begin(int valueLength) {
        reserve(Integer.BYTES + Math.max(0, valueLength));
        put(valueLength, Integer.BYTES);
    }

    private void put(long number, int size) {
        for (int left = size - 1; left >= 0; left--) bytes[length++] = (byte) (number >>> (8 * left));
    }

    private void reserve(int more) {
        if (bytes.length - length < more) bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
}
