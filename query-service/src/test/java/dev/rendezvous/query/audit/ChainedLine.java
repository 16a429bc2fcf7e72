package dev.rendezvous.query.audit;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Follows the chain over the lines of an export, by the description of the format and no code of the product. */
final class ChainedLine {
    private static final JsonMapper JSON = new JsonMapper();

    private ChainedLine() {}

    /** Returns the hash after this line; null before the first line. Fails if the line does not go on from {@code before}. */
    static String follow(@Nullable String before, String line) {
        JsonNode read = JSON.readTree(line);
        if (read.has("end")) {
            String hash = read.get("end").get("hash").stringValue();
            return same(before == null ? hash : before, hash, line);
        }
        if (read.has("skipped")) {
            JsonNode skipped = read.get("skipped");
            String hash = same(before, skipped.get("prev").stringValue(), line);
            for (JsonNode digest : skipped.get("digests")) hash = next(hash, digest.binaryValue());
            return hash;
        }
        String prev = same(before, read.get("prev").stringValue(), line);
        return same(next(prev, digest(read, line)), read.get("hash").stringValue(), line);
    }

    private static String same(@Nullable String wanted, String found, String line) {
        if (wanted != null && !wanted.equals(found)) throw new AssertionError("the chain breaks at " + line);
        return found;
    }

    private static String next(String prev, byte[] digest) {
        MessageDigest sha256 = sha256();
        sha256.update(HexFormat.of().parseHex(prev));
        return HexFormat.of().formatHex(sha256.digest(digest));
    }

    private static byte[] digest(JsonNode event, String line) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeLong(Long.parseLong(event.get("position").stringValue()));
            write(out, text(event, "id"));
            write(out, text(event, "aggregatetype"));
            write(out, text(event, "aggregateid"));
            out.writeLong(Long.parseLong(event.get("sequencenumber").stringValue()));
            write(out, text(event, "time"));
            write(out, text(event, "type"));
            write(out, text(event, "revision"));
            write(out, data(event, line));
            write(out, text(event, "metadata"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return sha256().digest(bytes.toByteArray());
    }

    /** {@code data} is the last member: none of its texts can hold an unescaped quote before the colon. */
    private static String data(JsonNode event, String line) {
        if (event.has("data_base64")) {
            return new String(event.get("data_base64").binaryValue(), StandardCharsets.UTF_8);
        }
        String before = "\"hash\":\"" + text(event, "hash") + "\",\"data\":";
        return line.substring(line.indexOf(before) + before.length(), line.length() - 1);
    }

    private static @Nullable String text(JsonNode event, String name) {
        return event.has(name) ? event.get(name).stringValue() : null;
    }

    private static void write(DataOutputStream out, @Nullable String text) throws IOException {
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
            throw new AssertionError(e);
        }
    }
}
