package dev.rendezvous.verifier;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads JSON (RFC 8259) from bytes in place, from the first to the last. Stricter than any JSON library, since a line that can be
 * read in two ways could show a person something else than what is checked: what is read is named in advance, byte by byte.
 */
final class JsonText {
    /** Deeper than anything that is stored, and not deep enough to fill a stack. */
    private static final int MAX_DEPTH = 200;

    private byte[] text = {};
    private int at;
    private int end;

    void read(byte[] bytes, int begin, int length) {
        text = bytes;
        at = begin;
        end = begin + length;
    }

    int at() {
        return at;
    }

    boolean isAtEnd() {
        return at == end;
    }

    /** Goes behind {@code expected} if that comes next; says whether it does. */
    boolean accept(byte[] expected) {
        int behind = at + expected.length;
        if (behind > end || !Arrays.equals(text, at, behind, expected, 0, expected.length)) return false;
        at = behind;
        return true;
    }

    boolean accept(char expected) {
        if (at == end || text[at] != expected) return false;
        at++;
        return true;
    }

    void expect(byte[] expected) {
        if (!accept(expected)) {
            throw new NotAsWritten("has no %s where it must".formatted(new String(expected, StandardCharsets.UTF_8)));
        }
    }

    void expect(char expected) {
        if (!accept(expected)) throw new NotAsWritten("has no %s where it must".formatted(expected));
    }

    void whiteSpace() {
        while (at < end && (text[at] == ' ' || text[at] == '\t' || text[at] == '\n' || text[at] == '\r')) at++;
    }

    /** A natural number or 0, without leading zeros. */
    long number() {
        int begin = at;
        long number = 0;
        while (at < end && text[at] >= '0' && text[at] <= '9' && at - begin < 18)
            number = 10 * number + text[at++] - '0';
        if (at == begin || (text[begin] == '0' && at - begin > 1))
            throw new NotAsWritten("has no number where it must");
        return number;
    }

    /** Reads a text, quotes and escapes removed. */
    void string(Bytes into) {
        into.begin();
        expect('"');
        while (true) {
            int begin = at;
            while (at < end && text[at] != '"' && text[at] != '\\' && (text[at] < 0 || text[at] >= ' ')) at++;
            if (at > begin) into.add(text, begin, at);
            if (accept('"')) return;
            if (!accept('\\')) throw new NotAsWritten("has a text without an end");
            escape(into);
        }
    }

    private void escape(Bytes into) {
        if (at == end) throw new NotAsWritten("ends within a text");
        byte escaped = text[at++];
        switch (escaped) {
            case '"', '\\', '/' -> into.add(escaped);
            case 'b' -> into.add((byte) '\b');
            case 'f' -> into.add((byte) '\f');
            case 'n' -> into.add((byte) '\n');
            case 'r' -> into.add((byte) '\r');
            case 't' -> into.add((byte) '\t');
            case 'u' -> character(into);
            default -> throw new NotAsWritten("has an escape that JSON does not know");
        }
    }

    private void character(Bytes into) {
        char first = hex();
        if (Character.isLowSurrogate(first)) throw new NotAsWritten("has half a character");
        String character = String.valueOf(first);
        if (Character.isHighSurrogate(first)) {
            if (!accept('\\') || !accept('u')) throw new NotAsWritten("has half a character");
            char second = hex();
            if (!Character.isLowSurrogate(second)) throw new NotAsWritten("has half a character");
            character += second;
        }
        byte[] utf8 = character.getBytes(StandardCharsets.UTF_8);
        into.add(utf8, 0, utf8.length);
    }

    private char hex() {
        if (end - at < 4) throw new NotAsWritten("ends within a text");
        int value = 0;
        for (int digit = 0; digit < 4; digit++) {
            int next = Character.digit(text[at++], 16);
            if (next < 0) throw new NotAsWritten("has an escape that JSON does not know");
            value = 16 * value + next;
        }
        return (char) value;
    }

    /** Goes behind whatever value comes next. */
    void value(Bytes scratch) {
        value(scratch, 0);
    }

    private void value(Bytes scratch, int depth) {
        if (at == end || depth > MAX_DEPTH) throw new NotAsWritten("has no value where it must");
        switch (text[at]) {
            case '"' -> string(scratch);
            case '{' -> members(scratch, depth);
            case '[' -> elements(scratch, depth);
            case 't' -> expect(TRUE);
            case 'f' -> expect(FALSE);
            case 'n' -> expect(NULL);
            default -> anyNumber();
        }
    }

    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

    private void members(Bytes scratch, int depth) {
        expect('{');
        whiteSpace();
        if (accept('}')) return;
        do {
            whiteSpace();
            string(scratch);
            whiteSpace();
            expect(':');
            whiteSpace();
            value(scratch, depth + 1);
            whiteSpace();
        } while (accept(','));
        expect('}');
    }

    private void elements(Bytes scratch, int depth) {
        expect('[');
        whiteSpace();
        if (accept(']')) return;
        do {
            whiteSpace();
            value(scratch, depth + 1);
            whiteSpace();
        } while (accept(','));
        expect(']');
    }

    private void anyNumber() {
        accept('-');
        if (!accept('0')) digits();
        if (accept('.')) digits();
        if (accept('e') || accept('E')) {
            if (!accept('+')) accept('-');
            digits();
        }
    }

    private void digits() {
        int begin = at;
        while (at < end && text[at] >= '0' && text[at] <= '9') at++;
        if (at == begin) throw new NotAsWritten("has no value where it must");
    }
}
