package dev.rendezvous.engine.history;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A hash for each event over all events up to it: SHA-256 of the hash before, 32 zeros for the first, and the event's fields in
 * the order of {@link StoredEvent}. A number is 8 bytes, a text its length in 4 bytes and then its UTF-8, no text a length of
 * -1; the most significant byte comes first.
 */
final class HistoryChain {
    private final MessageDigest sha256 = sha256();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private byte[] link = new byte[sha256.getDigestLength()];

    /** Goes on with one more event; returns {@link #hash()}. */
    String add(StoredEvent event) {
        bytes.reset();
        try {
            write(event, new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        link = sha256.digest(bytes.toByteArray());
        return hash();
    }

    /** Of all events so far, 64 hexadecimal digits. */
    String hash() {
        return HexFormat.of().formatHex(link);
    }

    private void write(StoredEvent event, DataOutputStream out) throws IOException {
        out.write(link);
        out.writeLong(event.position());
        write(event.eventId(), out);
        write(event.aggregateType(), out);
        write(event.aggregateId(), out);
        out.writeLong(event.sequenceNumber());
        write(event.timeStamp(), out);
        write(event.payloadType(), out);
        write(event.payloadRevision(), out);
        write(event.payload(), out);
        write(event.metaData(), out);
    }

    private static void write(@Nullable String text, DataOutputStream out) throws IOException {
        if (text == null) {
            out.writeInt(-1);
            return;
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
