package dev.rendezvous.edge.rendezvous;

import dev.rendezvous.edge.client.ClientAddress;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;

@AutoConfiguration
class RendezvousConfiguration implements WebFluxConfigurer {
    @Bean
    static RendezvousLane rendezvousLane(ObjectProvider<RendezvousEndpoint> endpoints, ClientAddress addresses) {
        return new RendezvousLane(endpoints.stream().toList(), addresses);
    }

    @Bean
    static RendezvousAnswerWriter rendezvousAnswerWriter() {
        return new RendezvousAnswerWriter();
    }

    @Bean
    static RendezvousFailure rendezvousFailure() {
        return new RendezvousFailure();
    }

    @Override
    public void configureArgumentResolvers(ArgumentResolverConfigurer configurer) {
        configurer.addCustomResolver(new RendezvousRequestArgument());
    }
}
