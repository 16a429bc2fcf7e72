package dev.rendezvous.query.audit.checkpoint;

import dev.rendezvous.edge.startup.RefusedSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Signs checkpoints. */
final class SigningKey {
    private static final String ALGORITHM = "Ed25519";
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN PRIVATE KEY-----\\s*([A-Za-z0-9+/=\\s]+?)\\s*-----END PRIVATE KEY-----");
    private static final String REMEDY = "Make a key with: openssl genpkey -algorithm ed25519 -out FILE";

    private final PrivateKey secret;
    private final PublicHalf known;

    private SigningKey(KeyPair pair) {
        this.secret = pair.getPrivate();
        this.known = new PublicHalf(pair.getPublic());
    }

    /** @throws RefusedSettings if the file does not hold an Ed25519 key */
    static SigningKey in(Path file) {
        try {
            Matcher pem = PEM.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
            if (!pem.find()) throw refused(file, "holds no private key");
            SigningKey key = new SigningKey(pairOf(Base64.getMimeDecoder().decode(pem.group(1))));
            Checkpoint probe = new Checkpoint(1, 0, "0".repeat(64), Instant.EPOCH, null, key.id(), "");
            if (!key.known.hasSigned(key.sign(probe))) throw refused(file, "holds a key that cannot sign");
            return key;
        } catch (IOException e) {
            throw refused(file, "cannot be read");
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw refused(file, "holds a key that is not for Ed25519");
        }
    }

    String id() {
        return known.id();
    }

    PublicHalf publicHalf() {
        return known;
    }

    Checkpoint sign(Checkpoint checkpoint) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(secret);
            signature.update(checkpoint.signedText().getBytes(StandardCharsets.US_ASCII));
            return checkpoint.signed(Base64.getEncoder().encodeToString(signature.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key that has signed before signs again", e);
        }
    }

    /**
     * A file has the secret half only. The platform computes the other from it where it makes new pairs: the secret half of a new
     * pair is what its source of chance says.
     */
    private static KeyPair pairOf(byte[] encoded) throws GeneralSecurityException {
        PrivateKey secret = KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(encoded));
        byte[] seed = ((EdECPrivateKey) secret).getBytes().orElseThrow(GeneralSecurityException::new);
        KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
        generator.initialize(NamedParameterSpec.ED25519, new Seeded(seed));
        KeyPair pair = generator.generateKeyPair();
        return new KeyPair(pair.getPublic(), secret);
    }

    private static RefusedSettings refused(Path file, String why) {
        return new RefusedSettings("rendezvous.audit.checkpoint.key-file: %s %s".formatted(file, why), REMEDY);
    }

    private static final class Seeded extends SecureRandom {
        private static final long serialVersionUID = 1L;

        private final transient byte[] seed;

        Seeded(byte[] seed) {
            this.seed = seed;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            System.arraycopy(seed, 0, bytes, 0, bytes.length);
        }
    }
}
