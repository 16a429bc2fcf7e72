package dev.rendezvous.command.gateway;

import dev.rendezvous.api.refusal.Refused;
import dev.rendezvous.engine.Durability;
import dev.rendezvous.engine.EngineSettings;
import dev.rendezvous.engine.personal.PersonalTexts;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executors;
import org.axonframework.commandhandling.AsynchronousCommandBus;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.callbacks.NoOpCallback;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.common.AxonThreadFactory;
import org.axonframework.common.caching.Cache;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.axonframework.messaging.interceptors.TransactionManagingInterceptor;
import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;

@Configuration(proxyBeanMethods = false)
@EnableScheduling
class CommandBusConfiguration {
    /**
     * With the embedded engine handlers wait for no sync, so what they need is processors: more threads only queue at H2's
     * locks. Each takes one connection at most.
     */
    private static final int EMBEDDED_THREADS =
            Math.max(4, 2 * Runtime.getRuntime().availableProcessors());

    /** With the others, handlers wait for the network, and many commits share a sync. Fewer than the pool's connections. */
    private static final int THREADS = 16;

    private static final int AGGREGATES_KEPT = 50_000;

    /**
     * Refusals commit: what was applied before them records them. Anything else that is thrown rolls back. The transaction begins
     * in an interceptor: where the bus itself begins it, a command is never answered if it cannot begin.
     */
    @Bean(destroyMethod = "shutdown")
    @Qualifier("localSegment")
    AsynchronousCommandBus commandBus(
            TransactionManager transactions,
            List<CorrelationDataProvider> correlation,
            HandledOnce handledOnce,
            EngineSettings engine) {
        AsynchronousCommandBus bus = AsynchronousCommandBus.builder()
                .executor(Executors.newFixedThreadPool(
                        engine.isOneProcess() ? EMBEDDED_THREADS : THREADS, new AxonThreadFactory("command")))
                .rollbackConfiguration(thrown -> !(thrown instanceof Refused))
                .build();
        bus.registerHandlerInterceptor(new TransactionManagingInterceptor<>(transactions));
        bus.registerHandlerInterceptor(new CorrelationDataInterceptor<>(correlation));
        bus.registerHandlerInterceptor(handledOnce::handle);
        bus.registerHandlerInterceptor(new UnknownAggregateIsRefused());
        return bus;
    }

    @Bean
    Cache aggregateCache() {
        return new AggregateCache(AGGREGATES_KEPT);
    }

    @Bean
    AggregateRepositories aggregateRepositories(
            org.axonframework.config.Configuration axon, EventStore history, Cache cache, EngineSettings engine) {
        return new AggregateRepositories(axon, history, cache, engine);
    }

    @Bean
    HandledOnce handledOnce(JdbcClient db, Serializer serializer, Clock clock, PersonalTexts texts) {
        return new HandledOnce(db, serializer, clock, texts);
    }

    @Bean
    LostRaceIsRetried lostRaceIsRetried() {
        return new LostRaceIsRetried();
    }

    /** A command that lost a race is sent again a few times; what still loses is answered CONFLICT. */
    @Bean
    CommandGateway commandGateway(CommandBus bus, LostRaceIsRetried retries) {
        return DefaultCommandGateway.builder()
                .commandBus(bus)
                .commandCallback(NoOpCallback.INSTANCE) // a refusal is an answer, not worth a line in the log
                .retryScheduler(retries)
                .build();
    }

    @Bean
    WebFluxConfigurer senderArgument(Commands commands) {
        return new WebFluxConfigurer() {
            @Override
            public void configureArgumentResolvers(ArgumentResolverConfigurer resolvers) {
                resolvers.addCustomResolver(new SenderArgument(commands));
            }
        };
    }

    @Bean
    Commands commands(
            CommandGateway gateway,
            @Qualifier("localSegment") CommandBus handlers,
            Durability durability,
            MeterRegistry registry) {
        return new Commands(gateway, handlers, durability, new CommandMetrics(registry));
    }
}
