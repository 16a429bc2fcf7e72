package dev.rendezvous.edge.caller;

import dev.rendezvous.edge.client.ClientAddress;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;

@AutoConfiguration
class CallerConfiguration implements WebFluxConfigurer {
    @Bean
    CorrelationFilter correlationFilter(ClientAddress addresses) {
        return new CorrelationFilter(addresses);
    }

    @Override
    public void configureArgumentResolvers(ArgumentResolverConfigurer configurer) {
        configurer.addCustomResolver(new CallerArgument());
    }
}
