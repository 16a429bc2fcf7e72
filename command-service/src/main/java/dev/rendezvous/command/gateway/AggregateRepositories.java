package dev.rendezvous.command.gateway;

import dev.rendezvous.engine.EngineSettings;
import org.axonframework.common.caching.Cache;
import org.axonframework.config.Configuration;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.modelling.command.Repository;

/** Makes the repositories of aggregates. Axon finds each by its bean's name: that of the aggregate, and Repository. */
public class AggregateRepositories {
    private final Configuration axon;
    private final EventStore history;
    private final Cache memory;
    private final EngineSettings engine;

    AggregateRepositories(Configuration axon, EventStore history, Cache memory, EngineSettings engine) {
        this.axon = axon;
        this.history = history;
        this.memory = memory;
        this.engine = engine;
    }

    /** Those in use lately stay in memory. */
    public <T> Repository<T> of(Class<T> aggregate) {
        EventSourcingRepository.Builder<T> repository = EventSourcingRepository.builder(aggregate)
                .parameterResolverFactory(axon.parameterResolverFactory())
                .handlerDefinition(axon.handlerDefinition(aggregate))
                .repositoryProvider(axon::repository);
        return engine.isOneProcess()
                ? repository.eventStore(history).cache(memory).build()
                : new SharedRepository<>(repository, history, memory);
    }
}
