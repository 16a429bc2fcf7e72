package dev.rendezvous.verifier;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 over fields: a number in 8 bytes, a text's length in 4 and its UTF-8, no text as a length of -1; big-endian. */
final class EntryDigest {
    private final MessageDigest sha256 = sha256();
    private final Bytes bytes = new Bytes();

    void begin() {
        bytes.begin();
    }

    void add(long number) {
        bytes.add((int) (number >>> 32));
        bytes.add((int) number);
    }

    void add(Bytes text) {
        bytes.add(text.isPresent() ? text.length() : -1);
        bytes.add(text.array(), 0, text.length());
    }

    byte[] digest() {
        sha256.update(bytes.array(), 0, bytes.length());
        return sha256.digest();
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
