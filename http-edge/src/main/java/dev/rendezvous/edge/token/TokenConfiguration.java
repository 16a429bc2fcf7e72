package dev.rendezvous.edge.token;

import dev.rendezvous.api.token.DeviceTokens;
import dev.rendezvous.edge.startup.RefusedSettings;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@AutoConfiguration
class TokenConfiguration {
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingBean(DeviceTokens.class)
    @EnableConfigurationProperties(TokenSettings.class)
    static class FromSettings {
        @Bean
        DeviceTokens deviceTokens(TokenSettings settings) {
            Map<String, byte[]> keys = new HashMap<>();
            settings.keys().forEach((id, key) -> keys.put(id, decoded(id, key)));
            try {
                return new DeviceTokens(settings.activeKey(), keys);
            } catch (IllegalArgumentException e) {
                throw new RefusedSettings(
                        "rendezvous.token: " + e.getMessage(), "Set rendezvous.token.active-key and .keys.<id>.");
            }
        }
    }

    private static byte[] decoded(String keyId, String key) {
        try {
            return Base64.getDecoder().decode(key.strip());
        } catch (IllegalArgumentException e) {
            throw new RefusedSettings(
                    "rendezvous.token.keys.%s is not base64".formatted(keyId),
                    "Make a key with: head -c 32 /dev/urandom | base64");
        }
    }
}
