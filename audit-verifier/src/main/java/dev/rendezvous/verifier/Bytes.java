package dev.rendezvous.verifier;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A text in UTF-8 that is used again for line after line. */
final class Bytes {
    private byte[] bytes = new byte[256];
    private int length;
    private boolean present;

    /** No text, which is something else than an empty one. */
    void absent() {
        length = 0;
        present = false;
    }

    void begin() {
        length = 0;
        present = true;
    }

    void add(byte one) {
        reserve(1);
        bytes[length++] = one;
    }

    /** Four bytes, the most significant first. */
    void add(int number) {
        reserve(Integer.BYTES);
        bytes[length++] = (byte) (number >>> 24);
        bytes[length++] = (byte) (number >>> 16);
        bytes[length++] = (byte) (number >>> 8);
        bytes[length++] = (byte) number;
    }

    void add(byte[] from, int begin, int end) {
        reserve(end - begin);
        System.arraycopy(from, begin, bytes, length, end - begin);
        length += end - begin;
    }

    boolean isPresent() {
        return present;
    }

    byte[] array() {
        return bytes;
    }

    int length() {
        return length;
    }

    boolean same(Bytes other) {
        return present == other.present && Arrays.equals(bytes, 0, length, other.bytes, 0, other.length);
    }

    @Override
    public String toString() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    private void reserve(int more) {
        if (bytes.length - length < more) bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
}
