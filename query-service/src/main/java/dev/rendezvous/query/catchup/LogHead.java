package dev.rendezvous.query.catchup;

import dev.rendezvous.engine.EventLog;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The head of the event log, read at most once a second: also when that fails, which may take seconds. */
final class LogHead {
    private static final Logger LOG = LoggerFactory.getLogger(LogHead.class);
    private static final long KEPT_NANOS = Duration.ofSeconds(1).toNanos();

    private final EventLog log;
    private double head = Double.NaN;
    private long readAt = System.nanoTime() - KEPT_NANOS;

    LogHead(EventLog log) {
        this.log = log;
    }

    /** Not a number while the log cannot be read. */
    synchronized double get() {
        if (System.nanoTime() - readAt >= KEPT_NANOS) {
            head = read();
            readAt = System.nanoTime();
        }
        return head;
    }

    private double read() {
        try {
            return log.head();
        } catch (RuntimeException e) {
            LOG.debug("The event log cannot be read", e);
            return Double.NaN;
        }
    }
}
