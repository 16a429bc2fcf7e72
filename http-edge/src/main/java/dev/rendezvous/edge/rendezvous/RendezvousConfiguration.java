package dev.rendezvous.edge.rendezvous;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;

@AutoConfiguration
class RendezvousConfiguration implements WebFluxConfigurer {
    @Bean
    RendezvousAnswerWriter rendezvousAnswerWriter() {
        return new RendezvousAnswerWriter();
    }

    @Override
    public void configureArgumentResolvers(ArgumentResolverConfigurer configurer) {
        configurer.addCustomResolver(new RendezvousRequestArgument());
    }
}
