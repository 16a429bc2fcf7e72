package dev.rendezvous.query.projection;

import static org.springframework.http.HttpMethod.GET;

import dev.rendezvous.api.caller.Role;
import dev.rendezvous.edge.security.AccessRules;
import dev.rendezvous.engine.EventLog;
import dev.rendezvous.query.catchup.FollowedView;
import dev.rendezvous.query.catchup.ProjectionLag;
import dev.rendezvous.query.parked.Retryable;
import java.util.List;
import org.axonframework.config.EventProcessingConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.scheduler.Schedulers;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ProjectionSettings.class)
class ProjectionConfiguration {
    @Bean
    StallWatch projectionsHealthIndicator(List<FollowedView> views, ProjectionLag lag, ProjectionSettings settings) {
        return new StallWatch(views, lag, settings.stalledAfter(), System::nanoTime, Schedulers.boundedElastic());
    }

    @Bean
    ProjectionStatuses projectionStatuses(
            List<FollowedView> views,
            EventLog log,
            ProjectionLag lag,
            StallWatch stalls,
            EventProcessingConfiguration processors,
            List<Retryable> parking) {
        return new ProjectionStatuses(views, log, lag, stalls, processors, parking);
    }

    @Bean
    AccessRules projectionAccess() {
        return AccessRules.rules().anyOf(GET, ProjectionsController.PROJECTIONS, Role.OPERATOR, Role.AUDITOR);
    }
}
