package dev.rendezvous.standalone;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** Makes the key of the device tokens on the first start and keeps it in the data directory, unless keys are configured
 * or other processes must know them. */
final class OwnTokenKey implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    private static final String KEY_ID = "standalone";
    private static final String FILE = "token.key";
    private static final int BYTES = 32;

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        ConfigurableEnvironment environment = context.getEnvironment();
        if (environment.containsProperty("rendezvous.token.active-key")) return;
        if (!environment.getProperty("rendezvous.engine", "embedded").equals("embedded"))
            return; // others share the key
        Path dataDir = Path.of(environment.getProperty("rendezvous.data-dir", "./data"));
        environment
                .getPropertySources()
                .addLast(new MapPropertySource(
                        "own token key",
                        Map.of(
                                "rendezvous.token.active-key",
                                KEY_ID,
                                "rendezvous.token.keys." + KEY_ID,
                                OwnFile.textOf(dataDir.resolve(FILE), OwnTokenKey::fresh))));
    }

    private static String fresh() {
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }
}
