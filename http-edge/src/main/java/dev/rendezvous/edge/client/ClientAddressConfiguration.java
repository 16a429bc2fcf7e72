package dev.rendezvous.edge.client;

import dev.rendezvous.edge.startup.RefusedSettings;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

@AutoConfiguration
@EnableConfigurationProperties(ClientAddressSettings.class)
class ClientAddressConfiguration {
    @Bean
    ClientAddress clientAddress(ClientAddressSettings settings) {
        try {
            return new ClientAddress(settings.trustedProxies());
        } catch (IllegalArgumentException e) {
            throw new RefusedSettings(
                    "rendezvous.trusted-proxies: " + e.getMessage(), "Write networks like 10.0.0.0/8 or addresses.");
        }
    }
}
