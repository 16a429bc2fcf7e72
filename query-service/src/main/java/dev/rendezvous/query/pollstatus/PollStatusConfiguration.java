package dev.rendezvous.query.pollstatus;

import dev.rendezvous.api.token.DeviceTokens;
import dev.rendezvous.edge.rendezvous.RendezvousEndpoint;
import dev.rendezvous.edge.security.AccessRules;
import dev.rendezvous.edge.throttle.ThrottleSettings;
import dev.rendezvous.engine.EventLog;
import dev.rendezvous.engine.ReadPosition;
import dev.rendezvous.query.catchup.CatchUp;
import dev.rendezvous.query.catchup.FollowedView;
import dev.rendezvous.query.catchup.Freshness;
import dev.rendezvous.query.catchup.ViewReadiness;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import reactor.core.scheduler.Schedulers;

@Configuration(proxyBeanMethods = false)
class PollStatusConfiguration {
    @Bean
    CatchUp pollViewCatchUp(EventLog log, ReadPosition pollViewPosition, PollViewSettings settings) {
        return new CatchUp(log, pollViewPosition, settings.patience());
    }

    @Bean
    HeldPolls heldPolls(PollViewSettings settings) {
        return new HeldPolls(Schedulers.parallel(), settings.maxHeldPolls());
    }

    @Bean
    Freshness pollViewFreshness(EventLog log, ReadPosition pollViewPosition) {
        return new Freshness(log, pollViewPosition);
    }

    @Bean
    Polls polls(PollView view, Freshness pollViewFreshness, CatchUp pollViewCatchUp, Clock clock, HeldPolls held) {
        return new Polls(view, pollViewFreshness::isFresh, pollViewCatchUp, clock, held);
    }

    @Bean
    PollCounts pollCounts(MeterRegistry registry) {
        return new PollCounts(registry);
    }

    @Bean
    RendezvousEndpoint pollEndpoint(
            Polls polls, DeviceTokens tokens, ThrottleSettings throttle, PollCounts pollCounts) {
        return new PollEndpoint(
                polls,
                new PollAnswers(tokens),
                throttle.throttle(throttle.pollsPerMinutePerAddress(), Duration.ofMinutes(1)),
                pollCounts);
    }

    @Bean
    ViewReadiness pollViewHealthIndicator(CatchUp pollViewCatchUp) {
        return new ViewReadiness(pollViewCatchUp);
    }

    @Bean
    LastPolls lastPolls(HeldPolls held, PollView view) {
        return new LastPolls(held, view);
    }

    @Bean
    PollMetrics pollMetrics(PollView view, HeldPolls held, ReadPosition pollViewPosition, PollProjection projection) {
        return new PollMetrics(view, held, pollViewPosition, projection);
    }

    @Bean
    FollowedView followedPollView(ReadPosition pollViewPosition) {
        return new FollowedView(PollProjection.NAME, pollViewPosition);
    }

    @Bean
    AccessRules pollStatusAccess() {
        return AccessRules.rules().operator(HttpMethod.GET, PendingRegistrationsController.REGISTRATIONS);
    }
}
