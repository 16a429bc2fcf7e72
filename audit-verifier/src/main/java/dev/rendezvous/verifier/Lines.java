package dev.rendezvous.verifier;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Reads a stream line by line, as bytes in one buffer that grows to the longest line and no further. */
final class Lines {
    /** No line that is written is nearly as long: an event has at most some hundred kilobytes. */
    static final int LONGEST = 1 << 26;

    private final InputStream in;
    private byte[] buffer = new byte[1 << 16];
    private int begin;
    private int length;
    private int filled;
    private long number;

    Lines(InputStream in) {
        this.in = in;
    }

    /** Whether there was one more line, which the other methods now tell of. Its line feed is no part of it. */
    boolean next() throws IOException {
        begin = begin + length + (number == 0 ? 0 : 1);
        int at = begin;
        while (true) {
            while (at < filled && buffer[at] != '\n') at++;
            if (at < filled) break;
            if (at - begin > LONGEST) throw new IOException("line %,d is too long".formatted(number + 1));
            at -= makeRoom();
            int read = in.read(buffer, filled, buffer.length - filled);
            if (read < 0) {
                if (begin >= filled) return false;
                break;
            }
            filled += read;
        }
        length = at - begin;
        number++;
        return true;
    }

    byte[] buffer() {
        return buffer;
    }

    int begin() {
        return begin;
    }

    int length() {
        return length;
    }

    /** Of this line, the first is 1. */
    long number() {
        return number;
    }

    /** Returns by how much the line was moved. */
    private int makeRoom() {
        if (filled < buffer.length) return 0;
        int moved = Math.min(begin, filled);
        System.arraycopy(buffer, moved, buffer, 0, filled - moved);
        filled -= moved;
        begin -= moved;
        if (filled > buffer.length / 2) buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        return moved;
    }
}
