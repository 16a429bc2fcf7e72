package dev.rendezvous.command.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import org.axonframework.eventhandling.EventBus;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DecisionMetricsConfiguration {
    @Bean(destroyMethod = "close")
    DecisionMetrics decisionMetrics(MeterRegistry registry, EventBus events) {
        return new DecisionMetrics(registry, events);
    }
}
