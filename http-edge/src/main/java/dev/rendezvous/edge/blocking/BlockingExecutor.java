package dev.rendezvous.edge.blocking;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * Runs controller methods that answer plain values, and therefore may wait, such as for a database, away from the event
 * loops. Virtual threads from Java 24 on, where waiting for a lock holds no platform thread.
 */
final class BlockingExecutor implements DisposableBean {
    private static final int UNPINNED = 24;

    private final AsyncTaskExecutor executor;

    BlockingExecutor(BlockingSettings settings) {
        this.executor = Runtime.version().feature() >= UNPINNED
                ? new VirtualThreadTaskExecutor("blocking-")
                : platformThreads(settings);
    }

    AsyncTaskExecutor executor() {
        return executor;
    }

    @Override
    public void destroy() {
        if (executor instanceof ThreadPoolTaskExecutor pool) pool.shutdown();
    }

    private static ThreadPoolTaskExecutor platformThreads(BlockingSettings settings) {
        ThreadPoolTaskExecutor pool = new ThreadPoolTaskExecutor();
        pool.setThreadNamePrefix("blocking-");
        pool.setCorePoolSize(settings.threads());
        pool.setMaxPoolSize(settings.threads());
        pool.setQueueCapacity(settings.queue());
        pool.setAllowCoreThreadTimeOut(true);
        pool.initialize();
        return pool;
    }
}
