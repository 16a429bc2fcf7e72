package dev.rendezvous.engine.axonserver;

import dev.rendezvous.engine.EventLog;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.AxonThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Holds up the start, before anything of Axon's and before HTTP, until Axon Server answers: for as long as it takes. */
final class ServerAwaited implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(ServerAwaited.class);

    private final EventLog log;
    private final Duration pause;
    private volatile boolean waiting;
    private volatile boolean running;

    /** @param pause between two attempts */
    ServerAwaited(EventLog log, Duration pause) {
        this.log = log;
        this.pause = pause;
    }

    @Override
    public void start() {
        CountDownLatch answered = new CountDownLatch(1);
        ScheduledExecutorService attempts =
                Executors.newSingleThreadScheduledExecutor(new AxonThreadFactory("axon-server-awaited"));
        try {
            var unused =
                    attempts.scheduleWithFixedDelay(() -> ask(answered), 0, pause.toMillis(), TimeUnit.MILLISECONDS);
            answered.await(); // without a limit: only so Spring may interrupt it when the process is to end
            if (waiting) LOG.info("Axon Server answers");
            running = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("closed before Axon Server answered", e);
        } finally {
            attempts.shutdownNow();
        }
    }

    private void ask(CountDownLatch answered) {
        try {
            log.head();
            answered.countDown();
        } catch (RuntimeException e) {
            if (!waiting) LOG.warn("Axon Server does not answer; the start waits until it does");
            waiting = true;
        }
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }
}
