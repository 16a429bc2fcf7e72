package dev.rendezvous.edge.throttle;

import dev.rendezvous.edge.startup.ListeningAddress;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

@AutoConfiguration
@EnableConfigurationProperties(ThrottleSettings.class)
class ThrottleConfiguration {
    @Bean
    static InitializingBean throttlesAreOffOnLoopbackOnly(ThrottleSettings settings, Environment environment) {
        return () -> {
            if (!settings.enabled()) ListeningAddress.requireLoopback(environment, "rendezvous.throttle.enabled=false");
        };
    }
}
