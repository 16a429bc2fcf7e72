package dev.rendezvous.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
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
                                keyIn(dataDir))));
    }

    private static String keyIn(Path dataDir) {
        Path file = dataDir.resolve(FILE);
        try {
            if (!Files.exists(file)) makeKey(dataDir, file);
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the token key in " + file, e);
        }
    }

    /** Written beside and moved, so that a crash leaves a whole key or none. */
    private static void makeKey(Path dataDir, Path file) throws IOException {
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        Files.createDirectories(dataDir);
        Path fresh = Files.createTempFile(dataDir, FILE, ".new");
        if (Files.getFileStore(fresh).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-------"));
        }
        Files.writeString(fresh, Base64.getEncoder().encodeToString(key));
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
