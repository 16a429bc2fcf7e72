package dev.rendezvous.engine.history;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A hash for each event over all events up to it, the same in a history file and in the audit log.
 *
 * <p>The digest of an event is SHA-256 of its fields in the order of {@link StoredEvent}: a number is 8 bytes, a text its length
 * in 4 bytes and then its UTF-8, no text a length of -1; the most significant byte comes first. The hash of the chain is SHA-256
 * of the hash before, 32 zero bytes for the first, and the digest of the event. So whoever has only the digests of some events
 * can still follow the chain over them. For one thread.
 */
public final class HistoryChain {
    /** Bytes of a digest and of a hash. */
    public static final int LENGTH = 32;

    private final MessageDigest sha256 = sha256();
    private final CanonicalBytes bytes = new CanonicalBytes();
    private byte[] hash;

    /** From the first event on. */
    public HistoryChain() {
        this(new byte[LENGTH]);
    }

    /** @param before hash of all events before the next one, {@value #LENGTH} bytes */
    public HistoryChain(byte[] before) {
        if (before.length != LENGTH) throw new IllegalArgumentException("a hash has %d bytes".formatted(LENGTH));
        hash = before.clone();
    }

    /** Of this event alone; the chain stays where it is. */
    public byte[] digest(StoredEvent event) {
        bytes.clear();
        bytes.add(event.position());
        bytes.add(event.eventId());
        bytes.add(event.aggregateType());
        bytes.add(event.aggregateId());
        bytes.add(event.sequenceNumber());
        bytes.add(event.timeStamp());
        bytes.add(event.payloadType());
        bytes.add(event.payloadRevision());
        bytes.add(event.payload());
        bytes.add(event.metaData());
        return bytes.digestedBy(sha256);
    }

    /** Goes on with one more event, of which only the digest needs to be known; returns the hash of all so far. */
    public byte[] add(byte[] digest) {
        sha256.update(hash);
        hash = sha256.digest(digest);
        return hash.clone();
    }

    /** Goes on with one more event; returns {@link #hash()}. */
    String add(StoredEvent event) {
        add(digest(event));
        return hash();
    }

    /** Of all events so far, 64 hexadecimal digits. */
    public String hash() {
        return HexFormat.of().formatHex(hash);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    /** Fields one after the other, in a buffer that is used again for each event. */
    private static final class CanonicalBytes {
        private byte[] buffer = new byte[1 << 12];
        private int length;

        void clear() {
            length = 0;
        }

        void add(long number) {
            addInt((int) (number >>> 32));
            addInt((int) number);
        }

        void add(@Nullable String text) {
            if (text == null) {
                addInt(-1);
                return;
            }
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            addInt(utf8.length);
            reserve(utf8.length);
            System.arraycopy(utf8, 0, buffer, length, utf8.length);
            length += utf8.length;
        }

        byte[] digestedBy(MessageDigest digest) {
            digest.update(buffer, 0, length);
            return digest.digest();
        }

        private void addInt(int number) {
            reserve(Integer.BYTES);
            for (int shift = 24; shift >= 0; shift -= 8) buffer[length++] = (byte) (number >>> shift);
        }

        private void reserve(int more) {
            if (buffer.length - length < more) {
                buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, length + more));
            }
        }
    }
}
