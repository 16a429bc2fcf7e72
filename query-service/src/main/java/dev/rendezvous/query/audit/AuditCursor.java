package dev.rendezvous.query.audit;

import dev.rendezvous.edge.problem.InvalidRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/**
 * Where a search goes on. Entries that are appended meanwhile change nothing: the search ends with the entry that was the last
 * when it began, so it ends although each of its pages is itself an entry.
 *
 * @param after number of the last entry that was shown
 * @param last number of the last entry when the search began
 */
record AuditCursor(long after, long last) {
    private static final int FINGERPRINT = 8;
    private static final int LENGTH = 2 * Long.BYTES + FINGERPRINT;

    /** An opaque text, good for the same query only. */
    String text(AuditQuery query) {
        byte[] bytes = ByteBuffer.allocate(LENGTH)
                .putLong(after)
                .putLong(last)
                .put(fingerprint(query))
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** @throws InvalidRequest unless {@link #text} made it for such a query */
    static AuditCursor of(String text, AuditQuery query) {
        ByteBuffer bytes = decode(text);
        AuditCursor cursor = new AuditCursor(bytes.getLong(), bytes.getLong());
        byte[] fingerprint = new byte[FINGERPRINT];
        bytes.get(fingerprint);
        if (!Arrays.equals(fingerprint, fingerprint(query))) {
            throw new InvalidRequest("cursor", "belongs to a search with other filters");
        }
        return cursor;
    }

    private static ByteBuffer decode(String text) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            if (bytes.length == LENGTH) return ByteBuffer.wrap(bytes);
        } catch (IllegalArgumentException e) {
            throw new InvalidRequest("cursor", "is not one that was given out here");
        }
        throw new InvalidRequest("cursor", "is not one that was given out here");
    }

    private static byte[] fingerprint(AuditQuery query) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            byte[] all = sha256.digest(query.toString().getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(all, FINGERPRINT);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
