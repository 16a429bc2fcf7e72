package dev.rendezvous.edge.rendezvous;

import dev.rendezvous.edge.client.ClientAddress;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

@AutoConfiguration
class RendezvousConfiguration {
    @Bean
    RendezvousLane rendezvousLane(ObjectProvider<RendezvousEndpoint> endpoints, ClientAddress addresses) {
        return new RendezvousLane(endpoints.stream().toList(), addresses);
    }

    @Bean
    RendezvousFailure rendezvousFailure() {
        return new RendezvousFailure();
    }
}
