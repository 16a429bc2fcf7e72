package dev.rendezvous.edge.intake;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

@AutoConfiguration
class IntakeConfiguration {
    @Bean
    static BodyLimit bodyLimit() {
        return new BodyLimit();
    }

    @Bean
    static AcceptCheck acceptCheck() {
        return new AcceptCheck();
    }
}
