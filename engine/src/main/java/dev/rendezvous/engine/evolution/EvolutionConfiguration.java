package dev.rendezvous.engine.evolution;

import java.util.List;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.EventUpcasterChain;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** How every engine reads events that are older or newer than this version. */
@AutoConfiguration
public class EvolutionConfiguration {
    private static final int AFTER_EVOLUTIONS = 1_000;

    @Bean
    KnownEvents knownEvents(List<Evolution> evolutions) {
        return new KnownEvents(evolutions);
    }

    @Bean
    @Order(AFTER_EVOLUTIONS)
    UnknownEventsStop unknownEventsStop(KnownEvents known, ApplicationContext context) {
        return new UnknownEventsStop(
                known, () -> AvailabilityChangeEvent.publish(context, ReadinessState.REFUSING_TRAFFIC));
    }

    /** Axon finds it by its type. */
    @Bean
    EventUpcasterChain eventUpcasterChain(List<EventUpcaster> ordered) {
        return new EventUpcasterChain(ordered);
    }

    @Bean
    StoredKinds storedKinds(JdbcClient db, PlatformTransactionManager transactions) {
        TransactionTemplate own = new TransactionTemplate(transactions);
        own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        return new StoredKinds(db, own);
    }

    @Bean
    InitializingBean kindsAreNoted(EventStore store, StoredKinds kinds) {
        return () -> store.registerDispatchInterceptor(kinds);
    }
}
