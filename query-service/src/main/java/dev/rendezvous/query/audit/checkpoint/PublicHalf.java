package dev.rendezvous.query.audit.checkpoint;

import dev.rendezvous.edge.startup.RefusedSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells what a key has signed. Its id is the first 16 hexadecimal digits of SHA-256 over its encoding. */
final class PublicHalf {
    private static final String ALGORITHM = "Ed25519";
    private static final int ID_BYTES = 8;
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN PUBLIC KEY-----\\s*([A-Za-z0-9+/=\\s]+?)\\s*-----END PUBLIC KEY-----");
    private static final String REMEDY =
            "A key has its public half written with: openssl pkey -in KEY -pubout -out FILE";

    private final PublicKey key;

    PublicHalf(PublicKey key) {
        this.key = key;
    }

    /** All keys of a file, one at least. @throws RefusedSettings if it holds none, or one that is not for Ed25519 */
    static List<PublicHalf> in(Path file) {
        List<PublicHalf> keys = new ArrayList<>();
        try {
            Matcher pem = PEM.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
            while (pem.find()) {
                byte[] encoded = Base64.getMimeDecoder().decode(pem.group(1));
                keys.add(new PublicHalf(
                        KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded))));
            }
        } catch (IOException e) {
            throw refused(file, "cannot be read");
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw refused(file, "holds a key that is not for Ed25519");
        }
        if (keys.isEmpty()) throw refused(file, "holds no public key");
        return keys;
    }

    String id() {
        return HexFormat.of().formatHex(Checkpoint.sha256().digest(key.getEncoded()), 0, ID_BYTES);
    }

    /** SubjectPublicKeyInfo. */
    String pem() {
        return "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n"
                .formatted(Base64.getEncoder().encodeToString(key.getEncoded()));
    }

    boolean hasSigned(Checkpoint checkpoint) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(key);
            signature.update(checkpoint.signedText().getBytes(StandardCharsets.US_ASCII));
            return signature.verify(Base64.getDecoder().decode(checkpoint.signature()));
        } catch (GeneralSecurityException | IllegalArgumentException e) { // bytes that are no signature at all
            return false;
        }
    }

    private static RefusedSettings refused(Path file, String why) {
        return new RefusedSettings("rendezvous.audit.checkpoint.public-keys: %s %s".formatted(file, why), REMEDY);
    }
}
