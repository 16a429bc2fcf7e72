package dev.rendezvous.query.history;

import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class HistoryConfiguration {
    @Bean
    Histories histories(EventStore history) {
        return new Histories(history);
    }
}
