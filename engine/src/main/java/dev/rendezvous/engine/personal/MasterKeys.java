package dev.rendezvous.engine.personal;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** The keys of the configuration, which keep data keys unreadable to whoever has the tables and no configuration. */
final class MasterKeys {
    private final SecureRandom random = new SecureRandom();
    private final @Nullable String active;
    private final Map<String, SecretKeySpec> keys = new TreeMap<>();

    /**
     * @param active id of the key that wraps new data keys; {@code null} if there is none, and then nothing can be sealed
     * @param keys id to key, 32 bytes
     * @throws IllegalArgumentException if there is no such key, or one is too short or too long
     */
    MasterKeys(@Nullable String active, Map<String, byte[]> keys) {
        keys.forEach((id, key) -> {
            if (key.length != AesGcm.KEY_BYTES) {
                throw new IllegalArgumentException(
                        "the key '%s' has %d bytes, not %d".formatted(id, key.length, AesGcm.KEY_BYTES));
            }
            this.keys.put(id, AesGcm.key(key, 0));
        });
        this.active = active;
        if (active != null && !keys.containsKey(active)) {
            throw new IllegalArgumentException("there is no key '%s'".formatted(active));
        }
    }

    /** A data key as it is kept. */
    @SuppressWarnings("ArrayRecordComponent") // never compared or shown
    record Wrapped(String masterKey, byte[] secret) {}

    /** @throws IllegalStateException if the configuration names no key */
    String active() {
        if (active != null) return active;
        throw new IllegalStateException("personal data cannot be kept without rendezvous.personal-data.active-key");
    }

    byte[] newSecret() {
        byte[] secret = new byte[DataKey.BYTES];
        random.nextBytes(secret);
        return secret;
    }

    Wrapped wrap(UUID keyId, byte[] secret) {
        byte[] nonce = new byte[AesGcm.NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] all = Arrays.copyOf(nonce, nonce.length + AesGcm.encryptedLength(secret.length));
        AesGcm.encrypt(activeKey(), nonce, bound(keyId), secret, all, nonce.length);
        return new Wrapped(active(), all);
    }

    /** Empty if the key that wrapped it is not configured here, or the row is not what was written. */
    Optional<byte[]> unwrap(UUID keyId, Wrapped wrapped) {
        SecretKeySpec master = keys.get(wrapped.masterKey());
        if (master == null) return Optional.empty();
        byte[] nonce = Arrays.copyOf(wrapped.secret(), AesGcm.NONCE_BYTES);
        return AesGcm.decrypt(master, nonce, bound(keyId), wrapped.secret(), nonce.length);
    }

    private SecretKeySpec activeKey() {
        SecretKeySpec key = keys.get(active());
        if (key == null) throw new IllegalStateException("the active key is one of them");
        return key;
    }

    private static byte[] bound(UUID keyId) {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(keyId.getMostSignificantBits())
                .putLong(keyId.getLeastSignificantBits())
                .array();
    }
}
