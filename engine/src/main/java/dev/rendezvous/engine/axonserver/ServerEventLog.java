package dev.rendezvous.engine.axonserver;

import dev.rendezvous.engine.EventLog;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.axonserver.connector.AxonServerConnectionManager;

/** The event log in Axon Server. Its positions have no gaps. */
final class ServerEventLog implements EventLog {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final AxonServerConnectionManager connections;
    private final AtomicLong newestSeen = new AtomicLong(-1);

    ServerEventLog(AxonServerConnectionManager connections) {
        this.connections = connections;
    }

    /** @throws dev.rendezvous.api.refusal.Refused with UNAVAILABLE if Axon Server does not answer */
    @Override
    public long head() {
        try {
            long head = lastToken().join();
            return newestSeen.accumulateAndGet(head, Math::max);
        } catch (CompletionException e) {
            throw ServerFailures.outOfReach();
        }
    }

    @Override
    public boolean anyCommitted(Collection<Long> positions) {
        if (positions.isEmpty()) return false;
        long head = head();
        return positions.stream().anyMatch(position -> position <= head);
    }

    /** A position at or before the newest event, without asking for it; -1 if none is known. */
    long newestSeen() {
        return newestSeen.get();
    }

    private CompletableFuture<Long> lastToken() {
        return connections
                .getConnection()
                .eventChannel()
                .getLastToken()
                .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }
}
