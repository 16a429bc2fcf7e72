package dev.rendezvous.engine.personal;

import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256 in Galois/counter mode with nonces of 12 bytes and tags of 16, and HMAC-SHA256. Each thread keeps its own of both: to
 * look for an implementation costs more than to use it.
 */
final class AesGcm {
    static final int KEY_BYTES = 32;
    static final int NONCE_BYTES = 12;

    private static final int TAG_BITS = 128;
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final String MAC = "HmacSHA256";

    private static final ThreadLocal<Cipher> CIPHERS = ThreadLocal.withInitial(() -> {
        try {
            return Cipher.getInstance(CIPHER);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JVM has " + CIPHER, e);
        }
    });

    private static final ThreadLocal<Mac> MACS = ThreadLocal.withInitial(() -> {
        try {
            return Mac.getInstance(MAC);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JVM has " + MAC, e);
        }
    });

    private AesGcm() {}

    static SecretKeySpec key(byte[] all, int from) {
        return new SecretKeySpec(all, from, KEY_BYTES, "AES");
    }

    static SecretKeySpec macKey(byte[] all, int from) {
        return new SecretKeySpec(all, from, KEY_BYTES, MAC);
    }

    /** Writes what {@code clear} is encrypted to, and its tag, at the end of {@code into}, which has room for just that. */
    static void encrypt(SecretKeySpec key, byte[] nonce, byte[] bound, byte[] clear, byte[] into, int at) {
        try {
            Cipher cipher = encrypting(key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(bound);
            cipher.doFinal(clear, 0, clear.length, into, at);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("these bytes can be encrypted", e);
        }
    }

    /** The same text at the same place has the same nonce: Java does not believe that it is the same text. */
    private static Cipher encrypting(SecretKeySpec key, GCMParameterSpec nonce) throws GeneralSecurityException {
        try {
            CIPHERS.get().init(Cipher.ENCRYPT_MODE, key, nonce);
        } catch (InvalidAlgorithmParameterException again) {
            CIPHERS.remove();
            CIPHERS.get().init(Cipher.ENCRYPT_MODE, key, nonce);
        }
        return CIPHERS.get();
    }

    /** How long {@code clear} bytes are with their tag. */
    static int encryptedLength(int clear) {
        return clear + TAG_BITS / Byte.SIZE;
    }

    /** Empty if it was not encrypted with this key, nonce and binding, or was changed. */
    static Optional<byte[]> decrypt(SecretKeySpec key, byte[] nonce, byte[] bound, byte[] all, int from) {
        try {
            Cipher cipher = CIPHERS.get();
            cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(bound);
            return Optional.of(cipher.doFinal(all, from, all.length - from));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    static byte[] hmac(SecretKeySpec key, byte[]... parts) {
        try {
            Mac mac = MACS.get();
            mac.init(key);
            for (byte[] part : parts) mac.update(part);
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every key does", e);
        }
    }
}
