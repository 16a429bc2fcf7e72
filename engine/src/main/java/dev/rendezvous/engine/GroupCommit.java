package dev.rendezvous.engine;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * Has many commits wait for one sync, whatever a sync is where events are kept: whoever waits for {@link #onDisk()} waits for
 * one that began after their commit, together with everybody who came meanwhile.
 */
public final class GroupCommit implements Durability, AutoCloseable {
    private final AtomicReference<CompletableFuture<Long>> next = new AtomicReference<>(new CompletableFuture<>());
    private final Semaphore wanted = new Semaphore(0);
    private final LongSupplier sync;
    private final Duration pause;
    private final Executor acknowledgements;
    private final Thread flusher = new Thread(this::flushWhileWanted, "group-commit");
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile boolean closed;

    /**
     * @param sync forces all commits made so far to disk and returns the newest position
     * @param pause between two syncs, so that more commits share the second; a sync after a quiet time begins at once
     * @param acknowledgements where the waiting continue, so that the next sync need not wait for them
     */
    public GroupCommit(LongSupplier sync, Duration pause, Executor acknowledgements) {
        this.sync = sync;
        this.pause = pause;
        this.acknowledgements = acknowledgements;
        flusher.setDaemon(true);
        flusher.start();
    }

    @Override
    public CompletableFuture<Long> onDisk() {
        CompletableFuture<Long> synced = next.get(); // not taken yet, so its sync begins after this moment
        wanted.release();
        if (closed) synced.completeExceptionally(new IllegalStateException("the event store is closed"));
        return synced;
    }

    /** Syncs what is waiting, then refuses. */
    @Override
    public void close() {
        closed = true;
        closing.countDown();
        wanted.release();
        try {
            flusher.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        flush();
    }

    private void flushWhileWanted() {
        try {
            while (!closed) {
                wanted.acquire();
                wanted.drainPermits();
                flush();
                closing.await(pause.toNanos(), TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this thread", e);
        }
    }

    private void flush() {
        CompletableFuture<Long> waiting = next.getAndSet(new CompletableFuture<>());
        try {
            long position = sync.getAsLong();
            acknowledgements.execute(() -> waiting.complete(position));
        } catch (Throwable e) { // also an Error: the thread must go on, or everybody waits for ever
            acknowledgements.execute(() -> waiting.completeExceptionally(e));
        }
    }
}
