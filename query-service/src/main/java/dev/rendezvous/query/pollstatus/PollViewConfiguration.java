package dev.rendezvous.query.pollstatus;

import dev.rendezvous.engine.LogReaders;
import dev.rendezvous.engine.ReadPosition;
import java.time.Clock;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.TrackingEventProcessorConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.scheduler.Schedulers;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({PollViewSettings.class, CodeLifetimes.class})
class PollViewConfiguration {
    private static final int BATCH_SIZE = 1_000;

    @Bean
    PollView pollView() {
        return new PollView();
    }

    @Bean
    PollProjection pollProjection(PollView view, Clock clock) {
        return new PollProjection(view, clock);
    }

    @Bean
    ReadPosition pollViewPosition() {
        return new ReadPosition();
    }

    @Bean
    RebuildStart rebuildStart(Clock clock, CodeLifetimes lifetimes, PollViewSettings settings) {
        return new RebuildStart(clock, lifetimes.longest(), settings.retention());
    }

    @Bean
    RebuiltPollView rebuiltPollView(
            PollView view, ReadPosition pollViewPosition, RebuildStart start, Clock clock, PollViewSettings settings) {
        return new RebuiltPollView(view, pollViewPosition, start, clock, settings.retention());
    }

    @Bean
    ConfigurerModule pollViewProcessor(ReadPosition pollViewPosition, RebuildStart start) {
        TrackingEventProcessorConfiguration reading = TrackingEventProcessorConfiguration.forSingleThreadedProcessing()
                .andBatchSize(BATCH_SIZE)
                .andInitialTrackingToken(start::in);
        return axon -> axon.eventProcessing(
                processing -> LogReaders.forMemory(processing, PollProjection.NAME, reading, pollViewPosition));
    }

    @Bean
    Forgetting forgetting(PollView view, Clock clock, PollViewSettings settings) {
        return new Forgetting(view, clock, settings.retention(), Schedulers.parallel());
    }
}
