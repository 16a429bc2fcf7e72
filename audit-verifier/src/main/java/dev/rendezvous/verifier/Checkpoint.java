package dev.rendezvous.verifier;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What was signed: the log had so many entries then, and this was the hash of all of them.
 *
 * @param file its name
 * @param digest SHA-256 of the whole file, by which the next checkpoint names it
 * @param entries how many; the newest is entry number {@code entries}
 * @param position of the newest in the log of events
 * @param hash H(entries), like the digests 64 hexadecimal digits
 * @param previousEntries of the checkpoint before; null for the first
 * @param previousDigest its digest; null for the first
 * @param keyId the fingerprint of the key that signed
 * @param signedText the lines that the signature is over
 * @param signature Ed25519, in base64
 */
record Checkpoint(
        String file,
        String digest,
        long entries,
        long position,
        String hash,
        Instant time,
        @Nullable Long previousEntries,
        @Nullable String previousDigest,
        String keyId,
        String signedText,
        String signature) {
    private static final Pattern FORM = Pattern.compile(
            """
            (rendezvous audit checkpoint 1
            entries ([1-9]\\d{0,17})
            position (\\d{1,18})
            hash ([0-9a-f]{64})
            time (\\S+)
            previous (?:none|(\\d{1,18}) ([0-9a-f]{64}))
            key ([0-9a-f]{16})
            )
            signature ([A-Za-z0-9+/]{86}==)
            """);

    /** @throws NotAsWritten if these are not the bytes of a checkpoint */
    static Checkpoint read(String file, byte[] bytes) {
        Matcher form = FORM.matcher(new String(bytes, StandardCharsets.US_ASCII));
        if (!form.matches()) throw new NotAsWritten("is not a checkpoint, or was altered");
        String previous = form.group(6);
        return new Checkpoint(
                file,
                HexFormat.of().formatHex(EntryDigest.sha256().digest(bytes)),
                Long.parseLong(form.group(2)),
                Long.parseLong(form.group(3)),
                form.group(4),
                time(form.group(5)),
                previous == null ? null : Long.valueOf(previous),
                form.group(7),
                form.group(8),
                form.group(1),
                form.group(9));
    }

    boolean isSignedBy(PublicKey key) {
        try {
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initVerify(key);
            ed25519.update(signedText.getBytes(StandardCharsets.US_ASCII));
            return ed25519.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException e) { // bytes that are no signature at all
            return false;
        }
    }

    @Override
    public String toString() {
        return "checkpoint %d of %s".formatted(entries, time);
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new NotAsWritten("is not a checkpoint, or was altered");
        }
    }
}
