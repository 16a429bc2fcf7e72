package dev.rendezvous.api.token;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Computes device tokens from their names and server keys (R27): {@code keyId.tokenId.mac}, the last two in base64url
 * without padding, the mac HMAC-SHA256. Old keys stay readable, so rotation invalidates nothing. Thread-safe.
 */
public final class DeviceTokens {
    private static final Pattern KEY_ID = Pattern.compile("[A-Za-z0-9_-]{1,32}");
    private static final Pattern SHAPE =
            Pattern.compile("([A-Za-z0-9_-]{1,32})\\.([A-Za-z0-9_-]{22})\\.([A-Za-z0-9_-]{43})");
    private static final int MIN_KEY_BYTES = 32;
    private static final String ALGORITHM = "HmacSHA256";
    private static final byte[] PURPOSE = "rendezvous device token 1\0".getBytes(StandardCharsets.US_ASCII);

    private final String activeKeyId;
    private final Map<String, Mac> keys;

    /**
     * @param activeKeyId the key that new tokens are named with
     * @param keys key id to key, at least 32 bytes each
     * @throws IllegalArgumentException if the active key is missing, or a key is too short or its id ill-formed
     */
    public DeviceTokens(String activeKeyId, Map<String, byte[]> keys) {
        if (!keys.containsKey(activeKeyId)) {
            throw new IllegalArgumentException("the active token key '%s' has no key".formatted(activeKeyId));
        }
        this.activeKeyId = activeKeyId;
        this.keys = keys.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, key -> begun(key.getKey(), key.getValue())));
    }

    /** Names a new token. {@code tokenId} must never have been used before. */
    public TokenRef name(UUID tokenId) {
        return new TokenRef(activeKeyId, tokenId);
    }

    /** The token that {@code ref} names; the same every time. @throws IllegalStateException if its key is gone */
    public String tokenOf(TokenRef ref) {
        Mac key = keys.get(ref.keyId());
        if (key == null) throw new IllegalStateException("no token key '%s' is configured".formatted(ref.keyId()));
        return ref.keyId() + '.' + base64(bytes(ref.tokenId())) + '.' + base64(mac(key, ref.tokenId()));
    }

    /** The name of a token that one of the keys made; empty for anything else. Says nothing of whether it is alive. */
    public Optional<TokenRef> read(String token) {
        var parts = SHAPE.matcher(token);
        if (!parts.matches()) return Optional.empty();
        Mac key = keys.get(parts.group(1));
        if (key == null) return Optional.empty();
        ByteBuffer id = ByteBuffer.wrap(Base64.getUrlDecoder().decode(parts.group(2)));
        TokenRef ref = new TokenRef(parts.group(1), new UUID(id.getLong(), id.getLong()));
        boolean genuine = MessageDigest.isEqual(
                tokenOf(ref).getBytes(StandardCharsets.US_ASCII), token.getBytes(StandardCharsets.US_ASCII));
        return genuine ? Optional.of(ref) : Optional.empty();
    }

    private static Mac begun(String keyId, byte[] key) {
        if (!KEY_ID.matcher(keyId).matches()) {
            throw new IllegalArgumentException("token key id '%s' must be 1 to 32 of A-Z a-z 0-9 _ -".formatted(keyId));
        }
        if (key.length < MIN_KEY_BYTES) {
            throw new IllegalArgumentException(
                    "token key '%s' must have at least %d bytes".formatted(keyId, MIN_KEY_BYTES));
        }
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            mac.update(PURPOSE);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM cannot compute " + ALGORITHM, e);
        }
    }

    /** A copy of what has taken in key and purpose already, which is most of the work. */
    private static byte[] mac(Mac begun, UUID tokenId) {
        try {
            return ((Mac) begun.clone()).doFinal(bytes(tokenId));
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("this JVM cannot copy " + ALGORITHM, e);
        }
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
