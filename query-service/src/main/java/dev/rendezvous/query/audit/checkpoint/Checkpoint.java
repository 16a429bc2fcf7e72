package dev.rendezvous.query.audit.checkpoint;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is signed: the audit log had so many entries at a time, and this was the hash of all of them. A text of a few lines, described
 * in docs/audit/verifying.md, so that any program can check it.
 *
 * @param entries how many, at least 1; the newest is entry number {@code entries}
 * @param position of the newest in the event log
 * @param hash of all entries, 64 hexadecimal digits
 * @param previous the checkpoint before; null for the first
 * @param keyId of the key that signed
 * @param signature Ed25519 over {@link #signedText}, in base64
 */
public record Checkpoint(
        long entries,
        long position,
        String hash,
        Instant time,
        @Nullable Reference previous,
        String keyId,
        String signature) {
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);
    private static final Pattern FORM = Pattern.compile(
            """
            rendezvous audit checkpoint 1
            entries ([1-9]\\d{0,17})
            position (\\d{1,18})
            hash ([0-9a-f]{64})
            time (\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z)
            previous (?:none|(\\d{1,18}) ([0-9a-f]{64}))
            key ([0-9a-f]{16})

            signature ([A-Za-z0-9+/]{86}==)
            """);

    /**
     * Names a checkpoint.
     *
     * @param entries of it
     * @param digest SHA-256 over its whole text, 64 hexadecimal digits
     */
    public record Reference(long entries, String digest) {}

    /** @throws IllegalArgumentException if this is not a checkpoint's text */
    static Checkpoint of(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) throw new IllegalArgumentException("not the text of a checkpoint");
        String previous = form.group(5);
        return new Checkpoint(
                Long.parseLong(form.group(1)),
                Long.parseLong(form.group(2)),
                form.group(3),
                Instant.parse(form.group(4)),
                previous == null ? null : new Reference(Long.parseLong(previous), form.group(6)),
                form.group(7),
                form.group(8));
    }

    /** The lines that the signature is over, each with its line feed. */
    String signedText() {
        return """
                rendezvous audit checkpoint 1
                entries %d
                position %d
                hash %s
                time %s
                previous %s
                key %s
                """
                .formatted(
                        entries,
                        position,
                        hash,
                        TIME.format(time),
                        previous == null ? "none" : previous.entries() + " " + previous.digest(),
                        keyId);
    }

    Checkpoint signed(String withSignature) {
        return new Checkpoint(entries, position, hash, time, previous, keyId, withSignature);
    }

    /** What is in its file. */
    String text() {
        return "%s\nsignature %s\n".formatted(signedText(), signature);
    }

    /** How the next checkpoint names this one. */
    Reference reference() {
        return new Reference(
                entries, HexFormat.of().formatHex(sha256().digest(text().getBytes(StandardCharsets.US_ASCII))));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "checkpoint %d of %s".formatted(entries, time);
    }
}
