package dev.rendezvous.engine.axonserver;

import dev.rendezvous.engine.EventLog;
import io.axoniq.axonserver.connector.event.EventStream;
import io.axoniq.axonserver.grpc.event.EventWithToken;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.axonserver.connector.AxonServerConnectionManager;
import org.jspecify.annotations.Nullable;

/** The event log in Axon Server. Its positions have no gaps. */
final class ServerEventLog implements EventLog {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final int READ_AHEAD = 16;

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

    /** @throws dev.rendezvous.api.refusal.Refused with UNAVAILABLE if Axon Server does not answer */
    @Override
    public @Nullable Instant timeAfter(long position) {
        if (head() <= position) return null;
        try (EventStream read = connections.getConnection().eventChannel().openStream(position, READ_AHEAD)) {
            @Nullable EventWithToken next = read.nextIfAvailable(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (next != null) return Instant.ofEpochMilli(next.getEvent().getTimestamp());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw ServerFailures.outOfReach();
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
