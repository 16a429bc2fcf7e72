package dev.rendezvous.engine;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.axonframework.common.AxonThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * How far the tables of one projection have come, whichever node writes them: it stores its position with them. Looked at only
 * while there is something to wait for, which a view in this node's memory tells, since it hears of every event.
 */
public final class TablesPosition implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TablesPosition.class);
    private static final long LOOK_MILLIS = 5;
    private static final long LOOK_AGAIN_MILLIS = 500;

    /** For an event that comes late into a gap, which moves no position. */
    private static final long LINGER_NANOS = Duration.ofSeconds(1).toNanos();

    private final StoredTokens tokens;
    private final String processor;
    private final ReadPosition hearsFirst;
    private final ReadPosition position = new ReadPosition();
    private final ScheduledExecutorService looking =
            Executors.newSingleThreadScheduledExecutor(new AxonThreadFactory("tables-position"));
    private final AtomicBoolean lookIsDue = new AtomicBoolean();
    private volatile long lastHeard;
    private boolean failing;

    /**
     * @param processor that writes the tables
     * @param hearsFirst of a view in memory
     */
    public TablesPosition(StoredTokens tokens, String processor, ReadPosition hearsFirst) {
        this.tokens = tokens;
        this.processor = processor;
        this.hearsFirst = hearsFirst;
        hearsFirst.onProgress(() -> {
            lastHeard = System.nanoTime();
            lookIn(0);
        });
    }

    public ReadPosition position() {
        return position;
    }

    @Override
    public void close() {
        looking.shutdownNow();
    }

    private void lookIn(long millis) {
        if (!looking.isShutdown() && lookIsDue.compareAndSet(false, true)) {
            var unused = looking.schedule(this::look, millis, TimeUnit.MILLISECONDS);
        }
    }

    private void look() {
        lookIsDue.set(false);
        try {
            tokens.of(processor).ifPresent(position::reached);
            failing = false;
            boolean lingering = System.nanoTime() - lastHeard < LINGER_NANOS;
            if (lingering || position.index() < hearsFirst.index()) lookIn(LOOK_MILLIS);
        } catch (DataAccessException e) {
            if (!failing) LOG.warn("How far {} has come cannot be read: {}", processor, e.getMessage());
            failing = true;
            lookIn(LOOK_AGAIN_MILLIS);
        }
    }
}
