package dev.rendezvous.standalone;

import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Makes the key that signs checkpoints of the audit log on the first start and keeps it in the data directory, unless one is
 * configured or the history is shared: there, who signs is the operator's decision.
 */
final class OwnCheckpointKey implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    private static final String SETTING = "rendezvous.audit.checkpoint.key-file";
    private static final String FILE = "checkpoint-key.pem";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        ConfigurableEnvironment environment = context.getEnvironment();
        if (environment.containsProperty(SETTING)) return;
        if (!environment.getProperty("rendezvous.engine", "embedded").equals("embedded")) return;
        Path file = Path.of(environment.getProperty("rendezvous.data-dir", "./data"))
                .resolve(FILE);
        String key = OwnFile.textOf(file, OwnCheckpointKey::fresh);
        if (key.isEmpty()) throw new IllegalStateException("%s is empty".formatted(file));
        environment
                .getPropertySources()
                .addLast(new MapPropertySource("own checkpoint key", Map.of(SETTING, file.toString())));
    }

    private static String fresh() {
        try {
            byte[] key = KeyPairGenerator.getInstance("Ed25519")
                    .generateKeyPair()
                    .getPrivate()
                    .getEncoded();
            return "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
                    .formatted(Base64.getEncoder().encodeToString(key));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has Ed25519", e);
        }
    }
}
