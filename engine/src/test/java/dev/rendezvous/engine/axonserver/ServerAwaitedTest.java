package dev.rendezvous.engine.axonserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rendezvous.engine.EventLog;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ServerAwaitedTest {
    private final AtomicInteger attempts = new AtomicInteger();
    private volatile boolean answers;
    private final ServerAwaited awaited = new ServerAwaited(new Log(), Duration.ofMillis(5));
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final Thread starting = new Thread(this::start);

    private final class Log implements EventLog {
        @Override
        public long head() {
            attempts.incrementAndGet();
            if (!answers) throw ServerFailures.outOfReach();
            return 7;
        }

        @Override
        public boolean anyCommitted(Collection<Long> positions) {
            return false;
        }

        @Override
        public @Nullable Instant timeAfter(long position) {
            return null;
        }
    }

    private void start() {
        try {
            awaited.start();
        } catch (IllegalStateException e) {
            failure.set(e);
        }
    }

    @AfterEach
    void end() throws InterruptedException {
        answers = true;
        starting.join();
    }

    @Test
    void the_start_goes_on_once_the_server_answers() throws InterruptedException {
        starting.start();
        await().until(() -> attempts.get() > 3);
        assertThat(starting.isAlive()).isTrue();
        assertThat(awaited.isRunning()).isFalse();

        answers = true;

        starting.join();
        assertThat(awaited.isRunning()).isTrue();
        assertThat(failure).hasNullValue();
    }

    @Test
    void a_process_that_is_to_end_does_not_wait_any_longer() throws InterruptedException {
        starting.start();
        await().until(() -> starting.getState() == Thread.State.WAITING); // what Spring interrupts, and nothing else

        starting.interrupt();

        starting.join();
        assertThat(awaited.isRunning()).isFalse();
        assertThat(failure.get()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void it_comes_before_anything_that_needs_the_server() {
        assertThat(awaited.getPhase()).isEqualTo(Integer.MIN_VALUE);
    }
}
