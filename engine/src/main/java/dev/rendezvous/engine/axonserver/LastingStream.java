package dev.rendezvous.engine.axonserver;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Events as they come, over any loss of the connection: to its reader it only seems that nothing happens for a while. Axon's
 * processors would wait longer after each failure, up to a minute, while the server is back long since. For one thread.
 */
final class LastingStream implements TrackingEventStream {
    private static final Logger LOG = LoggerFactory.getLogger(LastingStream.class);
    private static final long ATTEMPTS_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Function<@Nullable TrackingToken, BlockingStream<TrackedEventMessage<?>>> log;
    private @Nullable TrackingToken position;
    private @Nullable BlockingStream<TrackedEventMessage<?>> open;
    private long attemptAt = System.nanoTime();
    private boolean lost;

    /**
     * @param log opens a stream of what comes after a token
     * @param after the first
     */
    LastingStream(
            Function<@Nullable TrackingToken, BlockingStream<TrackedEventMessage<?>>> log,
            @Nullable TrackingToken after) {
        this.log = log;
        this.position = after;
    }

    @Override
    public Optional<TrackedEventMessage<?>> peek() {
        BlockingStream<TrackedEventMessage<?>> events = opened();
        if (events == null) return Optional.empty();
        try {
            return events.peek();
        } catch (RuntimeException e) {
            lose(e);
            return Optional.empty();
        }
    }

    @Override
    public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
        long end = System.nanoTime() + unit.toNanos(timeout);
        while (true) {
            if (Thread.interrupted()) throw new InterruptedException(); // Axon's stream only takes note of it
            long left = Math.max(0, end - System.nanoTime());
            if (hasNext(left)) return true;
            if (System.nanoTime() - end >= 0) return false;
            if (open == null) TimeUnit.NANOSECONDS.sleep(Math.min(left, ATTEMPTS_NANOS));
        }
    }

    private boolean hasNext(long nanos) throws InterruptedException {
        BlockingStream<TrackedEventMessage<?>> events = opened();
        if (events == null) return false;
        try {
            boolean next = events.hasNextAvailable(
                    Math.toIntExact(TimeUnit.NANOSECONDS.toMillis(nanos)), TimeUnit.MILLISECONDS);
            lost = false;
            return next;
        } catch (RuntimeException e) {
            lose(e);
            return false;
        }
    }

    @Override
    public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
        while (true) {
            TrackedEventMessage<?> next = hasNextAvailable(1, TimeUnit.HOURS) ? next() : null;
            if (next != null) return next;
        }
    }

    private @Nullable TrackedEventMessage<?> next() throws InterruptedException {
        BlockingStream<TrackedEventMessage<?>> events = open;
        if (events == null) return null;
        try {
            TrackedEventMessage<?> next = events.nextAvailable();
            position = next.trackingToken();
            return next;
        } catch (RuntimeException e) {
            lose(e);
            return null;
        }
    }

    @Override
    public void close() {
        BlockingStream<TrackedEventMessage<?>> events = open;
        open = null;
        if (events != null) events.close();
    }

    private @Nullable BlockingStream<TrackedEventMessage<?>> opened() {
        if (open != null || System.nanoTime() - attemptAt < 0) return open;
        try {
            open = log.apply(position);
        } catch (RuntimeException e) {
            lose(e);
        }
        return open;
    }

    /** @throws RuntimeException {@code failure}, if another attempt would fail likewise */
    private void lose(RuntimeException failure) {
        close();
        if (!ServerFailures.isOutOfReach(failure)) throw failure;
        if (!lost) LOG.info("Axon Server tells no more events for now: {}", failure.getMessage());
        lost = true;
        attemptAt = System.nanoTime() + ATTEMPTS_NANOS;
    }
}
