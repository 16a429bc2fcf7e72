package dev.rendezvous.engine;

import java.util.concurrent.atomic.AtomicBoolean;
import org.axonframework.config.Configuration;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventProcessorSpanFactory;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventProcessor;
import org.axonframework.eventhandling.TrackingEventProcessorConfiguration;
import org.axonframework.messaging.StreamableMessageSource;

/**
 * Tries again every two seconds when events or tables cannot be reached. Axon's own waits twice as long each time, up to a minute,
 * and so late would views be when a database is back; its warnings tell those times here, too.
 */
final class SteadyReader extends TrackingEventProcessor {
    private static final long LONGEST_WAIT_MILLIS = 2_000;

    private SteadyReader(Builder builder) {
        super(builder);
    }

    /** As Axon makes its own. */
    static SteadyReader of(
            String name,
            Configuration axon,
            EventHandlerInvoker handlers,
            StreamableMessageSource<TrackedEventMessage<?>> events,
            TrackingEventProcessorConfiguration reading) {
        EventProcessingConfiguration processing = axon.eventProcessingConfiguration();
        return new SteadyReader(builder()
                .name(name)
                .eventHandlerInvoker(handlers)
                .rollbackConfiguration(processing.rollbackConfiguration(name))
                .errorHandler(processing.errorHandler(name))
                .messageMonitor(processing.messageMonitor(TrackingEventProcessor.class, name))
                .messageSource(events)
                .tokenStore(processing.tokenStore(name))
                .transactionManager(processing.transactionManager(name))
                .trackingEventProcessorConfiguration(reading)
                .spanFactory(axon.getComponent(EventProcessorSpanFactory.class)));
    }

    @Override
    protected void doSleepFor(long millis, AtomicBoolean over) {
        super.doSleepFor(Math.min(millis, LONGEST_WAIT_MILLIS), over);
    }
}
