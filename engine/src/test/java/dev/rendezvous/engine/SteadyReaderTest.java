package dev.rendezvous.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.account.AccountOpened;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.config.Configuration;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.TrackingEventProcessorConfiguration;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SteadyReaderTest {
    private static final String VIEW = "view";

    /** Axon would have waited 15 seconds in all before the next. */
    private static final int FAILURES = 4;

    private static final Duration BEFORE_LONG = Duration.ofSeconds(11);

    private final View view = new View();

    /** As on a database that is away for a while. */
    private static final class AwayForAWhile extends EmbeddedEventStore {
        private final AtomicInteger tries = new AtomicInteger();

        AwayForAWhile() {
            super(builder().storageEngine(new InMemoryEventStorageEngine()));
        }

        @Override
        public TrackingEventStream openStream(@Nullable TrackingToken after) {
            if (tries.incrementAndGet() <= FAILURES) throw new IllegalStateException("the database is away");
            return super.openStream(after);
        }
    }

    @ProcessingGroup(VIEW)
    static final class View {
        final List<AccountOpened> handled = new CopyOnWriteArrayList<>();

        @EventHandler
        void on(AccountOpened event) {
            handled.add(event);
        }
    }

    @Test
    void a_view_reads_on_soon_after_the_database_is_back() {
        AwayForAWhile store = new AwayForAWhile();
        Configuration axon = DefaultConfigurer.defaultConfiguration(false)
                .configureSerializer(config -> Jackson3Serializer.builder().build())
                .configureEventStore(config -> store)
                .eventProcessing(processing -> {
                    processing.registerEventHandler(config -> view);
                    LogReaders.forMemory(
                            processing,
                            VIEW,
                            TrackingEventProcessorConfiguration.forSingleThreadedProcessing(),
                            new ReadPosition());
                })
                .buildConfiguration();
        axon.start();
        try {
            store.publish(GenericEventMessage.asEventMessage(new AccountOpened(new AccountId("anna"), "standard")));
            await().atMost(BEFORE_LONG).until(() -> view.handled.size() == 1);
            assertThat(store.tries).hasValue(FAILURES + 1);
        } finally {
            axon.shutdown();
        }
    }
}
