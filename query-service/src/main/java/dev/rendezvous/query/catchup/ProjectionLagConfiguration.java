package dev.rendezvous.query.catchup;

import dev.rendezvous.engine.EventLog;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ProjectionLagConfiguration {
    @Bean
    ProjectionLag projectionLag(EventLog log, List<FollowedView> views, Clock clock) {
        return new ProjectionLag(log, views, clock, Duration.ofSeconds(1));
    }
}
