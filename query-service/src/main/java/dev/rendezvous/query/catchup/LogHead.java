package dev.rendezvous.query.catchup;

import dev.rendezvous.engine.EventLog;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The head of the event log, read at most once in a while: also when that fails, which may take seconds. */
final class LogHead {
    private static final Logger LOG = LoggerFactory.getLogger(LogHead.class);
    private final EventLog log;
    private final long keptNanos;
    private double head = Double.NaN;
    private long readAt;

    LogHead(EventLog log, Duration kept) {
        this.log = log;
        this.keptNanos = kept.toNanos();
        this.readAt = System.nanoTime() - keptNanos;
    }

    /** Not a number while the log cannot be read. */
    synchronized double get() {
        if (System.nanoTime() - readAt >= keptNanos) {
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
