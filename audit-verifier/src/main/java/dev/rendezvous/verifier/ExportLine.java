package dev.rendezvous.verifier;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.Consumer;

/**
 * One line of an export, as docs/audit/export-format.md describes it: members in their order, nothing between them. Holds one line
 * after the other; what it tells is of the last one that was read.
 */
final class ExportLine {
    private static final int HASH = 32;
    private static final byte[] ENTRY = ascii("{\"specversion\":\"1.0\"");
    private static final byte[] MISSING = ascii("{\"missing\":{\"number\":");
    private static final byte[] SKIPPED = ascii("{\"skipped\":{\"from\":");
    private static final byte[] END = ascii("{\"end\":{\"number\":");
    private static final byte[] PREV = ascii(",\"prev\":");
    private static final byte[] HASH_OF_END = ascii(",\"hash\":");
    private static final byte[] DIGESTS = ascii(",\"digests\":[");
    private static final byte[] DATA = ascii(",\"data\":");
    private static final byte[] DATA_BASE64 = ascii(",\"data_base64\":");

    /** What a line is. */
    enum Kind {
        ENTRY,
        MISSING,
        SKIPPED,
        END
    }

    private final JsonText json = new JsonText();
    private final Bytes scratch = new Bytes();
    private final Origin origin = new Origin();
    private final EntryDigest canonical = new EntryDigest();

    private final Bytes id = new Bytes();
    private final Bytes type = new Bytes();
    private final Bytes time = new Bytes();
    private final Bytes aggregateType = new Bytes();
    private final Bytes aggregateId = new Bytes();
    private final Bytes revision = new Bytes();
    private final Bytes metaData = new Bytes();
    private final Bytes payload = new Bytes();

    private final byte[] prev = new byte[HASH];
    private final byte[] hash = new byte[HASH];
    private byte[] digest = {};
    private long number;
    private long position;

    /** @throws NotAsWritten if no export writes such a line */
    Kind read(byte[] bytes, int begin, int length) {
        json.read(bytes, begin, length);
        if (json.accept(ENTRY)) return entry(bytes, begin + length);
        if (json.accept(MISSING)) {
            number = json.number();
            return Kind.MISSING;
        }
        if (json.accept(SKIPPED)) return skipped();
        if (json.accept(END)) return end();
        throw new NotAsWritten("begins like no line of an export");
    }

    /** Of the entry, of the first one that was left out, or of the last one of all. */
    long number() {
        return number;
    }

    /** Of the entry, in the log of events. */
    long position() {
        return position;
    }

    /** H(number-1), as the line says. */
    byte[] prev() {
        return prev;
    }

    /** H(number), as the line says. */
    byte[] hash() {
        return hash;
    }

    /** E(number), computed. */
    byte[] digest() {
        return digest;
    }

    /** What the line says beside what is digested does not agree with that; null if it does. */
    @org.jspecify.annotations.Nullable
    String disagreement() {
        return origin.disagreement();
    }

    /** Hands on the digests of the entries that were left out, one by one. */
    void digests(Consumer<byte[]> each) {
        do {
            json.string(scratch);
            each.accept(digestIn(scratch));
        } while (json.accept(','));
        json.expect(']');
        json.expect('}');
        lastBrace();
    }

    private Kind entry(byte[] bytes, int end) {
        required(Member.ID, id);
        required(Member.SOURCE, scratch);
        required(Member.TYPE, type);
        optional(Member.SUBJECT, scratch);
        required(Member.TIME, time);
        boolean isJson = optional(Member.DATACONTENTTYPE, scratch);
        number = decimal(Member.NUMBER);
        position = decimal(Member.POSITION);
        optional(Member.AGGREGATETYPE, aggregateType);
        required(Member.AGGREGATEID, aggregateId);
        long sequenceNumber = decimal(Member.SEQUENCENUMBER);
        optional(Member.REVISION, revision);
        origin.read(this::optional);
        required(Member.METADATA, metaData);
        origin.compareWith(metaData);
        required(Member.PREV, scratch);
        hex(scratch, prev);
        required(Member.HASH, scratch);
        hex(scratch, hash);
        if (isJson) data(bytes, end);
        else dataBase64();
        canonical.begin();
        canonical.add(position);
        canonical.add(id);
        canonical.add(aggregateType);
        canonical.add(aggregateId);
        canonical.add(sequenceNumber);
        canonical.add(time);
        canonical.add(type);
        canonical.add(revision);
        canonical.add(payload);
        canonical.add(metaData);
        digest = canonical.digest();
        return Kind.ENTRY;
    }

    private Kind skipped() {
        number = json.number();
        json.expect(PREV);
        json.string(scratch);
        hex(scratch, prev);
        json.expect(DIGESTS);
        return Kind.SKIPPED;
    }

    private Kind end() {
        number = json.number();
        json.expect(HASH_OF_END);
        json.string(scratch);
        hex(scratch, hash);
        json.expect('}');
        lastBrace();
        return Kind.END;
    }

    private void data(byte[] bytes, int end) {
        json.expect(DATA);
        int begin = json.at();
        json.value(scratch);
        payload.begin();
        payload.add(bytes, begin, json.at());
        lastBrace();
        if (json.at() != end) throw new NotAsWritten("goes on behind its end");
    }

    private void dataBase64() {
        json.expect(DATA_BASE64);
        json.string(scratch);
        byte[] decoded = base64(scratch);
        payload.begin();
        payload.add(decoded, 0, decoded.length);
        lastBrace();
    }

    private void lastBrace() {
        json.expect('}');
        if (!json.isAtEnd()) throw new NotAsWritten("goes on behind its end");
    }

    private void required(Member name, Bytes value) {
        if (!optional(name, value)) throw new NotAsWritten("has no %s where it must".formatted(name));
    }

    private boolean optional(Member name, Bytes value) {
        if (json.accept(name.before())) {
            json.string(value);
            return true;
        }
        value.absent();
        return false;
    }

    private long decimal(Member name) {
        required(name, scratch);
        long decimal = 0;
        int length = scratch.length();
        for (int i = 0; i < length; i++) {
            int digit = scratch.array()[i] - '0';
            if (digit < 0 || digit > 9) throw new NotAsWritten("has no number as %s".formatted(name));
            decimal = 10 * decimal + digit;
        }
        if (length == 0 || length > 18 || (length > 1 && scratch.array()[0] == '0')) {
            throw new NotAsWritten("has no number as %s".formatted(name));
        }
        return decimal;
    }

    private static void hex(Bytes text, byte[] into) {
        if (text.length() != 2 * HASH) throw new NotAsWritten("has a hash that is none");
        for (int i = 0; i < HASH; i++) into[i] = (byte) (digit(text, 2 * i) << 4 | digit(text, 2 * i + 1));
    }

    private static int digit(Bytes text, int at) {
        byte digit = text.array()[at];
        if ((digit >= 'A' && digit <= 'F') || !HexFormat.isHexDigit(digit))
            throw new NotAsWritten("has a hash that is none");
        return HexFormat.fromHexDigit(digit);
    }

    private static byte[] digestIn(Bytes text) {
        byte[] digest = base64(text);
        if (digest.length != HASH) throw new NotAsWritten("has a digest that is none");
        return digest;
    }

    private static byte[] base64(Bytes text) {
        try {
            return Base64.getDecoder().decode(Arrays.copyOf(text.array(), text.length()));
        } catch (IllegalArgumentException e) {
            throw new NotAsWritten("has bytes that are not base64");
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
