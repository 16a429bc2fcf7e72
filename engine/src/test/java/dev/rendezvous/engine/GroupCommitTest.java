package dev.rendezvous.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GroupCommitTest {
    /** A disk whose syncs end when, and as, the test says. */
    private static final class Disk {
        private record Sync(CompletableFuture<Long> end) {}

        private final BlockingQueue<Sync> begun = new LinkedBlockingQueue<>();
        private volatile boolean interrupted;

        long sync() {
            Sync sync = new Sync(new CompletableFuture<>());
            begun.add(sync);
            try {
                return sync.end().join();
            } finally {
                if (Thread.currentThread().isInterrupted()) interrupted = true;
            }
        }

        CompletableFuture<Long> nextSync() throws InterruptedException {
            Sync sync = begun.poll(30, TimeUnit.SECONDS);
            if (sync == null) throw new AssertionError("no sync began");
            return sync.end();
        }
    }

    private final Disk disk = new Disk();
    private final GroupCommit commits = new GroupCommit(disk::sync, Duration.ZERO, Runnable::run);
    private boolean closed;

    @AfterEach
    void close() {
        if (closed) return;
        CompletableFuture<Void> closing = CompletableFuture.runAsync(commits::close);
        while (!closing.isDone()) {
            var sync = disk.begun.poll();
            if (sync != null) sync.end().complete(0L);
            Thread.onSpinWait();
        }
    }

    @Test
    void nobody_is_told_before_a_sync_that_began_after_they_asked() throws Exception {
        CompletableFuture<Long> first = commits.onDisk();
        CompletableFuture<Long> running = disk.nextSync();
        CompletableFuture<Long> second = commits.onDisk(); // that sync may miss this commit
        running.complete(7L);
        assertThat(first.join()).isEqualTo(7);
        CompletableFuture<Long> next = disk.nextSync();
        assertThat(second).isNotDone();
        next.complete(9L);
        assertThat(second.join()).isEqualTo(9);
    }

    @Test
    void many_share_one_sync() throws Exception {
        CompletableFuture<Long> first = commits.onDisk();
        CompletableFuture<Long> running = disk.nextSync();
        List<CompletableFuture<Long>> waiting =
                IntStream.range(0, 1_000).mapToObj(asking -> commits.onDisk()).toList();
        running.complete(1L);
        first.join();
        disk.nextSync().complete(2L);
        assertThat(waiting.stream().map(CompletableFuture::join)).containsOnly(2L);
        assertThat(disk.begun).isEmpty();
    }

    @Test
    void a_sync_after_a_quiet_time_begins_at_once_and_the_next_only_after_the_pause_or_at_the_end() throws Exception {
        GroupCommit pausing = new GroupCommit(disk::sync, Duration.ofHours(1), Runnable::run);
        CompletableFuture<Long> first = pausing.onDisk();
        disk.nextSync().complete(1L);
        assertThat(first.join()).isEqualTo(1);
        CompletableFuture<Long> second = pausing.onDisk();
        assertThat(disk.begun.poll(50, TimeUnit.MILLISECONDS)).isNull();
        CompletableFuture<Void> closing = CompletableFuture.runAsync(pausing::close);
        disk.nextSync().complete(2L);
        assertThat(second.join()).isEqualTo(2);
        closing.join();
    }

    @Test
    void a_failed_sync_is_told_to_who_waited_for_it_and_later_ones_work() throws Exception {
        for (Throwable failure : List.of(new IllegalStateException("disk full"), new StackOverflowError("in a sync"))) {
            CompletableFuture<Long> unlucky = commits.onDisk();
            disk.nextSync().completeExceptionally(failure);
            assertThatThrownBy(unlucky::join).hasStackTraceContaining(failure.getMessage());
            CompletableFuture<Long> later = commits.onDisk();
            disk.nextSync().complete(1L);
            assertThat(later.join()).isEqualTo(1);
        }
    }

    @Test
    void closing_waits_for_the_running_sync_uninterrupted_then_syncs_what_is_waiting() throws Exception {
        CompletableFuture<Long> first = commits.onDisk();
        CompletableFuture<Long> running = disk.nextSync();
        CompletableFuture<Long> second = commits.onDisk();
        CompletableFuture<Void> closing = CompletableFuture.runAsync(commits::close);
        closed = true;
        running.complete(1L);
        disk.nextSync().complete(2L);
        assertThat(second.join()).isEqualTo(2);
        while (!closing.isDone()) {
            var empty = disk.begun.poll();
            if (empty != null) empty.end().complete(2L);
            Thread.onSpinWait();
        }
        assertThat(first.join()).isEqualTo(1);
        assertThat(disk.interrupted).isFalse();
    }

    @Test
    void after_it_is_closed_nothing_is_acknowledged() {
        close();
        closed = true;
        assertThatThrownBy(() -> commits.onDisk().join()).hasStackTraceContaining("the event store is closed");
    }

    @Test
    void under_load_every_commit_is_covered_by_its_sync() throws Exception {
        AtomicLong committed = new AtomicLong();
        AtomicLong synced = new AtomicLong();
        try (GroupCommit busy = new GroupCommit(
                () -> {
                    long position = committed.get();
                    synced.set(position);
                    return position;
                },
                Duration.ZERO,
                Runnable::run)) {
            List<Thread> committers = new ArrayList<>();
            AtomicBoolean early = new AtomicBoolean();
            for (int committer = 0; committer < 8; committer++) {
                Thread thread = new Thread(() -> {
                    for (int commit = 0; commit < 2_000; commit++) {
                        long own = committed.incrementAndGet();
                        long position = busy.onDisk().join();
                        if (synced.get() < own || position < own) early.set(true);
                    }
                });
                committers.add(thread);
                thread.start();
            }
            for (Thread committer : committers) committer.join();
            assertThat(early).isFalse();
            assertThat(synced.get()).isEqualTo(16_000);
        }
    }
}
