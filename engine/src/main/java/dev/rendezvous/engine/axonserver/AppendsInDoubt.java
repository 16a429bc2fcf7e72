package dev.rendezvous.engine.axonserver;

import dev.rendezvous.engine.EventLog;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.AxonThreadFactory;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Settles what a node left prepared because it died, or never heard whether its events were appended: their rows become
 * visible if the events are there, and are gone if not. Any number of nodes may look.
 */
final class AppendsInDoubt implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(AppendsInDoubt.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration READ = Duration.ofSeconds(5);

    private final PreparedRows rows;
    private final EventLog log;
    private final StreamableMessageSource<TrackedEventMessage<?>> events;
    private final Duration age;
    private @Nullable ScheduledExecutorService running;

    /** @param age after which no append can still be on its way */
    AppendsInDoubt(
            PreparedRows rows, EventLog log, StreamableMessageSource<TrackedEventMessage<?>> events, Duration age) {
        this.rows = rows;
        this.log = log;
        this.events = events;
        this.age = age;
    }

    @Override
    public void start() {
        ScheduledExecutorService executor =
                Executors.newSingleThreadScheduledExecutor(new AxonThreadFactory("appends-in-doubt"));
        var unused = executor.scheduleWithFixedDelay(this::trySettle, 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        running = executor;
    }

    @Override
    public void stop() {
        if (running != null) running.shutdownNow();
        running = null;
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }

    /** @throws RuntimeException if Axon Server or the database is out of reach: what is left is settled another time */
    void settle() {
        for (Promise promise : rows.keptFor(age)) {
            boolean appended = isAppended(promise);
            if (appended) rows.commit(promise);
            else rows.rollback(promise);
            LOG.info("A command was left in doubt; its events were {}", appended ? "appended" : "not appended");
        }
    }

    private void trySettle() {
        try {
            settle();
        } catch (RuntimeException e) { // also when another node has settled it at the same time
            LOG.debug("Commands in doubt cannot be settled now", e);
        }
    }

    private boolean isAppended(Promise promise) {
        long head = log.head();
        if (head <= promise.after()) return false;
        try (BlockingStream<TrackedEventMessage<?>> read =
                events.openStream(new GlobalSequenceTrackingToken(promise.after()))) {
            while (read.hasNextAvailable((int) READ.toMillis(), TimeUnit.MILLISECONDS)) {
                TrackedEventMessage<?> event = read.nextAvailable();
                if (event.getIdentifier().equals(promise.eventId())) return true;
                if (event.trackingToken().position().orElseThrow() >= head) return false;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw ServerFailures.outOfReach();
    }
}
