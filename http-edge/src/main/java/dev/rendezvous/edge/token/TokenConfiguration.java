package dev.rendezvous.edge.token;

import dev.rendezvous.api.token.DeviceTokens;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
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
            return new DeviceTokens(
                    settings.activeKey(),
                    settings.keys().entrySet().stream()
                            .collect(
                                    Collectors.toMap(Map.Entry::getKey, key -> decoded(key.getKey(), key.getValue()))));
        }
    }

    private static byte[] decoded(String keyId, String key) {
        try {
            return Base64.getDecoder().decode(key.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("rendezvous.token.keys.%s is not base64".formatted(keyId));
        }
    }
}
