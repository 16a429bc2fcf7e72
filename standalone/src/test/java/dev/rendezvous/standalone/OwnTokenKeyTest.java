package dev.rendezvous.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;

class OwnTokenKeyTest {
    private static final String ACTIVE = "rendezvous.token.active-key";
    private static final String KEY = "rendezvous.token.keys.standalone";

    @TempDir
    private Path dataDir;

    private @Nullable String after(Map<String, Object> settings, String property) {
        GenericApplicationContext context = new GenericApplicationContext();
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("settings", settings));
        new OwnTokenKey().initialize(context);
        return context.getEnvironment().getProperty(property);
    }

    @Test
    void the_key_is_made_once_and_kept() {
        Map<String, Object> settings = Map.of("rendezvous.data-dir", dataDir.toString());
        String made = after(settings, KEY);
        assertThat(made).hasSize(44); // 32 bytes in base64
        assertThat(after(settings, KEY)).isEqualTo(made);
        assertThat(dataDir.resolve("token.key")).hasContent(made);
    }

    @Test
    void configured_keys_are_not_added_to() {
        assertThat(after(Map.of("rendezvous.data-dir", dataDir.toString(), ACTIVE, "k1"), KEY))
                .isNull();
        assertThat(dataDir).isEmptyDirectory();
    }

    @Test
    void an_engine_that_others_share_needs_a_key_that_they_know() {
        assertThat(after(Map.of("rendezvous.data-dir", dataDir.toString(), "rendezvous.engine", "postgres"), ACTIVE))
                .isNull();
        assertThat(dataDir).isEmptyDirectory();
    }
}
