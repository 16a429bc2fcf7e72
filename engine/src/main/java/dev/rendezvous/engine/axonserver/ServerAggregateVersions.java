package dev.rendezvous.engine.axonserver;

import dev.rendezvous.engine.AggregateVersions;
import io.axoniq.axonserver.connector.event.EventChannel;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.axonframework.axonserver.connector.AxonServerConnectionManager;

/** Asks Axon Server for each, without waiting for one answer before the next question. */
final class ServerAggregateVersions implements AggregateVersions {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final AxonServerConnectionManager connections;

    ServerAggregateVersions(AxonServerConnectionManager connections) {
        this.connections = connections;
    }

    @Override
    public Map<String, Long> of(Collection<String> aggregates) {
        EventChannel events = connections.getConnection().eventChannel();
        Map<String, CompletableFuture<Long>> asked = new HashMap<>();
        for (String aggregate : aggregates) asked.put(aggregate, events.findHighestSequence(aggregate));
        try {
            CompletableFuture.allOf(asked.values().toArray(CompletableFuture[]::new))
                    .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        } catch (CompletionException e) {
            throw ServerFailures.ofRead(e);
        }
        Map<String, Long> versions = new HashMap<>();
        asked.forEach((aggregate, newest) -> {
            if (newest.join() >= 0) versions.put(aggregate, newest.join());
        });
        return versions;
    }
}
