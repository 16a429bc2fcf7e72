package dev.rendezvous.edge.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.api.token.DeviceTokens;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class TokenConfigurationTest {
    private static final String ACTIVE = "rendezvous.token.active-key=k";
    private static final String KEY = "rendezvous.token.keys.k=MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

    private final ApplicationContextRunner start =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(TokenConfiguration.class));

    @Test
    void tokens_come_from_the_configured_keys() {
        start.withPropertyValues(ACTIVE, KEY).run(context -> {
            DeviceTokens tokens = context.getBean(DeviceTokens.class);
            var token = tokens.name(new UUID(1, 2));
            assertThat(token.keyId()).isEqualTo("k");
            assertThat(tokens.read(tokens.tokenOf(token))).contains(token);
        });
    }

    @Test
    void without_a_key_there_is_no_start() {
        refused("must name the key that new tokens use", KEY);
        refused("must hold at least one key", ACTIVE);
        refused("the active token key 'j' has no key", "rendezvous.token.active-key=j", KEY);
    }

    @Test
    void a_key_that_is_short_or_no_base64_is_named_without_its_value() {
        refused("token key 'k' must have at least 32 bytes", ACTIVE, "rendezvous.token.keys.k=c2hvcnQ=");
        refused("rendezvous.token.keys.k is not base64", ACTIVE, "rendezvous.token.keys.k=c2h-cnQ");
    }

    @Test
    void who_brings_tokens_of_their_own_needs_no_settings() {
        DeviceTokens own = new DeviceTokens("own", java.util.Map.of("own", new byte[32]));
        start.withBean(DeviceTokens.class, () -> own)
                .run(context -> assertThat(context.getBean(DeviceTokens.class)).isSameAs(own));
    }

    private void refused(String message, String... properties) {
        start.withPropertyValues(properties).run(context -> assertThat(context.getStartupFailure())
                .isNotNull()
                .hasStackTraceContaining(message)
                .satisfies(failure -> assertThat(failure.toString()).doesNotContain("c2h")));
    }
}
