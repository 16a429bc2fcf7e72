package dev.rendezvous.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;

class OwnCheckpointKeyTest {
    private static final String SETTING = "rendezvous.audit.checkpoint.key-file";

    @TempDir
    private Path dataDir;

    private @Nullable String after(Map<String, Object> settings) {
        GenericApplicationContext context = new GenericApplicationContext();
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("settings", settings));
        new OwnCheckpointKey().initialize(context);
        return context.getEnvironment().getProperty(SETTING);
    }

    @Test
    void the_key_is_made_once_and_kept() throws IOException {
        Map<String, Object> settings = Map.of("rendezvous.data-dir", dataDir.toString());
        Path file = dataDir.resolve("checkpoint-key.pem");
        assertThat(after(settings)).isEqualTo(file.toString());
        String made = Files.readString(file);
        assertThat(made).startsWith("-----BEGIN PRIVATE KEY-----\n");
        assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
        after(settings);
        assertThat(file).hasContent(made);
    }

    @Test
    void a_configured_key_is_the_one() {
        assertThat(after(Map.of("rendezvous.data-dir", dataDir.toString(), SETTING, "/elsewhere.pem")))
                .isEqualTo("/elsewhere.pem");
        assertThat(dataDir).isEmptyDirectory();
    }

    @Test
    void who_signs_a_history_that_others_share_is_decided_by_the_operator() {
        assertThat(after(Map.of("rendezvous.data-dir", dataDir.toString(), "rendezvous.engine", "postgres")))
                .isNull();
        assertThat(dataDir).isEmptyDirectory();
    }
}
