package dev.rendezvous.edge.client;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

@AutoConfiguration
@EnableConfigurationProperties(ClientAddressSettings.class)
class ClientAddressConfiguration {
    @Bean
    ClientAddress clientAddress(ClientAddressSettings settings) {
        return new ClientAddress(settings.trustedProxies());
    }
}
