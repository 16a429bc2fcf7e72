package dev.rendezvous.query.pollstatus;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Proof of possession by S256 (R6, RFC 7636). */
final class CodeVerifier {
    private static final byte[] MATCHES_NOTHING = {};

    private CodeVerifier() {}

    /** The digest that a challenge stands for; for an ill-formed one something that no verifier has. */
    static byte @Nullable [] challengeBytes(@Nullable String challenge) {
        if (challenge == null) return null;
        try {
            return Base64.getUrlDecoder().decode(challenge);
        } catch (IllegalArgumentException e) {
            return MATCHES_NOTHING;
        }
    }

    /** Takes the same time wherever the two differ. */
    static boolean matches(byte[] challenge, @Nullable String verifier) {
        return verifier != null
                && MessageDigest.isEqual(challenge, sha256().digest(verifier.getBytes(StandardCharsets.UTF_8)));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
