package dev.rendezvous.engine;

import dev.rendezvous.engine.settled.SettledLog;
import dev.rendezvous.engine.settled.SettledPage;
import dev.rendezvous.engine.settled.SettledPages;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.config.EventProcessingConfigurer;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventProcessorConfiguration;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;

/**
 * How views read the event log: with one tracking processor each, since a pooled one hears of an event only half a second
 * later. An event whose handler fails is handled again and again, never skipped.
 */
public final class LogReaders {
    private static final int CLAIM_INTERVAL_MILLIS = 500;

    /** Positions below the newest that may belong to transactions still open. */
    private static final long OPEN_POSITIONS = 1_000;

    private LogReaders() {}

    /**
     * For tables, which all nodes share: one node reads for all, and writes tables and position in one transaction a batch, so
     * that no event counts twice; if it is gone, another takes over.
     *
     * @param reading for a single thread
     */
    public static void forTables(
            EventProcessingConfigurer processing, String processor, TrackingEventProcessorConfiguration reading) {
        reading.andTokenClaimInterval(CLAIM_INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
        read(processing, processor, reading, Configuration::eventStore);
    }

    /**
     * For tables in which the order of events matters: as {@link #forTables}, but handed {@link SettledPage}s, a transaction each.
     *
     * @param pageSize most events of a page
     */
    public static void forSettledTables(
            EventProcessingConfigurer processing, String processor, SettledLog log, int pageSize) {
        TrackingEventProcessorConfiguration reading = TrackingEventProcessorConfiguration.forSingleThreadedProcessing()
                .andInitialTrackingToken(StreamableMessageSource::createTailToken)
                .andTokenClaimInterval(CLAIM_INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
        read(processing, processor, reading, axon -> new SettledPages(log, axon.eventStore(), pageSize));
    }

    /**
     * For what every node keeps in its own memory: each reads by itself, and from the start again when it is started again.
     *
     * @param reading for a single thread
     * @param position is told how far it has come
     */
    public static void forMemory(
            EventProcessingConfigurer processing,
            String processor,
            TrackingEventProcessorConfiguration reading,
            ReadPosition position) {
        reading.andEventTrackerStatusChangeListener(position::onStatusChange);
        processing
                .registerTokenStore(processor, axon -> new ForgetfulTokenStore())
                .registerTransactionManager(processor, axon -> NoTransactionManager.instance())
                .registerHandlerInterceptor(processor, axon -> position::handle);
        read(processing, processor, reading, Configuration::eventStore);
    }

    /** The same place in the log, or so far before it that no transaction can still commit there. */
    public static @Nullable TrackingToken beforeOpenTransactions(@Nullable TrackingToken place) {
        return place instanceof GapAwareTrackingToken token
                ? GapAwareTrackingToken.newInstance(Math.max(-1, token.getIndex() - OPEN_POSITIONS), List.of())
                : place;
    }

    private static void read(
            EventProcessingConfigurer processing,
            String processor,
            TrackingEventProcessorConfiguration reading,
            Function<Configuration, StreamableMessageSource<TrackedEventMessage<?>>> events) {
        processing
                .registerEventProcessor(
                        processor,
                        (name, axon, handlers) -> SteadyReader.of(
                                name, axon, handlers, new PromptSource(events.apply(axon), System::nanoTime), reading))
                .registerListenerInvocationErrorHandler(processor, axon -> PropagatingErrorHandler.instance());
    }
}
