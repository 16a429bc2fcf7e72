package dev.rendezvous.verifier;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ed25519 keys by their ids: the first 16 hexadecimal digits of SHA-256 over the key as it is encoded in its file. */
final class PublicKeys {
    private static final int ID_BYTES = 8;
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN PUBLIC KEY-----\\s*([A-Za-z0-9+/=\\s]+?)\\s*-----END PUBLIC KEY-----");

    private PublicKeys() {}

    /**
     * Reads PEM files (SubjectPublicKeyInfo), each with one key or more.
     *
     * @throws Unreadable if one has none, or something else than such a key
     */
    static Map<String, PublicKey> in(List<Path> files) {
        Map<String, PublicKey> keys = new HashMap<>();
        for (Path file : files) {
            Matcher pem = PEM.matcher(text(file));
            boolean any = false;
            while (pem.find()) {
                byte[] encoded = encoded(pem.group(1), file);
                keys.put(id(encoded), key(encoded, file));
                any = true;
            }
            if (!any) throw new Unreadable("%s holds no public key".formatted(file));
        }
        return keys;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw Unreadable.because(file, e);
        }
    }

    private static byte[] encoded(String base64, Path file) {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new Unreadable("%s holds no public key".formatted(file));
        }
    }

    private static PublicKey key(byte[] encoded, Path file) {
        try {
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new Unreadable("%s holds a key that is not for Ed25519".formatted(file));
        }
    }

    private static String id(byte[] encoded) {
        return HexFormat.of().formatHex(EntryDigest.sha256().digest(encoded), 0, ID_BYTES);
    }
}
