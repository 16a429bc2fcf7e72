package dev.rendezvous.edge.blocking;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * Runs what waits, such as for a database, away from the event loops. Controller methods that answer plain values run
 * here by themselves; those that answer a {@code Mono} or {@code CompletableFuture} stay on the event loop and send here
 * what blocks. Virtual threads from Java 24 on, where waiting for a lock holds no platform thread.
 */
public final class BlockingWork implements DisposableBean {
    private static final int UNPINNED = 24;

    private final AsyncTaskExecutor executor;

    BlockingWork(BlockingSettings settings) {
        this.executor = Runtime.version().feature() >= UNPINNED
                ? new VirtualThreadTaskExecutor("blocking-")
                : platformThreads(settings);
    }

    /**
     * Completes with what {@code work} answers, or exceptionally with what it throws.
     *
     * @throws java.util.concurrent.RejectedExecutionException if too much is waiting already; it becomes a 503
     */
    public <T> CompletableFuture<T> run(Callable<T> work) {
        return executor.submitCompletable(work);
    }

    /** For what takes an executor. */
    public AsyncTaskExecutor executor() {
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
