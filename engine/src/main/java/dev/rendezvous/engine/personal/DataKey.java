package dev.rendezvous.engine.personal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A key that seals texts about one person: AES-256 in Galois/counter mode. What is sealed is bound to a place, such as a field of
 * an event, and opens nowhere else. The nonce is computed from key, place and text, so that the same text at the same place is
 * sealed to the same letters: a table that is made from history again is the same table.
 */
final class DataKey {
    /** Of a secret: one half encrypts, the other makes nonces. */
    static final int BYTES = 2 * AesGcm.KEY_BYTES;

    private static final String SEALED = "sealed:";
    private static final int ID_BYTES = 2 * Long.BYTES;
    private static final int HEAD_BYTES = ID_BYTES + AesGcm.NONCE_BYTES;
    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

    private final UUID id;
    private final SecretKeySpec encryption;
    private final SecretKeySpec nonces;

    /** @param secret {@link #BYTES} random bytes */
    DataKey(UUID id, byte[] secret) {
        this.id = id;
        this.encryption = AesGcm.key(secret, 0);
        this.nonces = AesGcm.macKey(secret, AesGcm.KEY_BYTES);
    }

    UUID id() {
        return id;
    }

    /** {@code sealed:} and, in base64url, the key's id, the nonce, and the encrypted text with its tag. */
    String seal(String place, String text) {
        byte[] bound = bytes(place);
        byte[] clear = bytes(text);
        byte[] nonce = nonce(bound, clear);
        byte[] all = new byte[HEAD_BYTES + AesGcm.encryptedLength(clear.length)];
        ByteBuffer.wrap(all)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .put(nonce);
        AesGcm.encrypt(encryption, nonce, bound, clear, all, HEAD_BYTES);
        return SEALED + TEXT.encodeToString(all);
    }

    /** The text; empty if it was sealed with another key, for another place, or is not whole. */
    Optional<String> open(String place, String sealed) {
        byte[] all = decoded(sealed);
        if (all == null) return Optional.empty();
        byte[] nonce = Arrays.copyOfRange(all, ID_BYTES, HEAD_BYTES);
        return AesGcm.decrypt(encryption, nonce, bytes(place), all, HEAD_BYTES)
                .map(clear -> new String(clear, StandardCharsets.UTF_8));
    }

    /** Whether some key sealed this text, or somebody wants it to look so. */
    static boolean isSealed(String text) {
        return text.startsWith(SEALED);
    }

    /** Which key sealed this text; empty if none did. */
    static Optional<UUID> keyOf(String sealed) {
        byte[] all = decoded(sealed);
        if (all == null) return Optional.empty();
        ByteBuffer id = ByteBuffer.wrap(all);
        return Optional.of(new UUID(id.getLong(), id.getLong()));
    }

    private static byte @Nullable [] decoded(String sealed) {
        if (!isSealed(sealed)) return null;
        try {
            byte[] all = Base64.getUrlDecoder().decode(sealed.substring(SEALED.length()));
            return all.length < HEAD_BYTES ? null : all;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private byte[] nonce(byte[] bound, byte[] clear) {
        byte[] length = ByteBuffer.allocate(Integer.BYTES).putInt(bound.length).array();
        return Arrays.copyOf(AesGcm.hmac(nonces, length, bound, clear), AesGcm.NONCE_BYTES);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
