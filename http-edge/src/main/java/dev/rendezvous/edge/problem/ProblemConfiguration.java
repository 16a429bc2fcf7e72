package dev.rendezvous.edge.problem;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

@AutoConfiguration
class ProblemConfiguration {
    @Bean
    ProblemHandler problemHandler() {
        return new ProblemHandler();
    }
}
