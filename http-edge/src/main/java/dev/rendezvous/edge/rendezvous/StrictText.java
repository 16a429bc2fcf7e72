package dev.rendezvous.edge.rendezvous;

import dev.rendezvous.edge.problem.InvalidRequest;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Turns bytes and percent-encoding into text, or refuses: nothing is guessed or replaced. */
final class StrictText {
    private StrictText() {}

    /**
     * @throws InvalidRequest naming {@code what} if the bytes are not UTF-8
     */
    static String utf8(byte[] bytes, String what) {
        return utf8(ByteBuffer.wrap(bytes), what);
    }

    /**
     * Decodes {@code application/x-www-form-urlencoded}.
     *
     * @throws InvalidRequest if it is malformed or not UTF-8
     */
    static String urlDecoded(String text, String what) {
        if (isPlain(text)) return text;
        ByteBuffer bytes = ByteBuffer.allocate(text.length());
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter == '%') {
                bytes.put((byte) (hex(text, i + 1, what) << 4 | hex(text, i + 2, what)));
                i += 2;
            } else if (letter < 0x80) {
                bytes.put((byte) (letter == '+' ? ' ' : letter));
            } else {
                throw new InvalidRequest(what, "has characters that must be percent-encoded");
            }
        }
        return utf8(bytes.flip(), what);
    }

    private static String utf8(ByteBuffer bytes, String what) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(bytes)
                    .toString();
        } catch (CharacterCodingException e) {
            throw new InvalidRequest(what, "is not UTF-8");
        }
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter == '%' || letter == '+' || letter >= 0x80) return false;
        }
        return true;
    }

    private static int hex(String text, int at, String what) {
        int digit = at < text.length() ? Character.digit(text.charAt(at), 16) : -1;
        if (digit < 0 || text.charAt(at) >= 0x80) throw new InvalidRequest(what, "has a malformed percent-encoding");
        return digit;
    }
}
