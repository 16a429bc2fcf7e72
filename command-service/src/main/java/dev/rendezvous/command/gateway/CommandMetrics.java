package dev.rendezvous.command.gateway;

import dev.rendezvous.api.refusal.RefusalCode;
import dev.rendezvous.api.refusal.Refused;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How long commands take, from being sent to being acknowledged, retries and the wait for the disk included; and what
 * comes of them: {@code done}, a refusal's code, or {@code failed}.
 */
final class CommandMetrics {
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5)
    };

    private final MeterRegistry registry;
    private final ConcurrentMap<Timed, Timer> timers = new ConcurrentHashMap<>();

    private record Timed(Class<?> command, @Nullable RefusalCode refusal, boolean failed) {}

    CommandMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    long nanoTime() {
        return registry.config().clock().monotonicTime();
    }

    /** @param failure null if the command was done */
    void record(Class<?> command, long sentAt, @Nullable Throwable failure) {
        Timed timed = new Timed(command, Refused.codeOf(failure), failure != null);
        timers.computeIfAbsent(timed, this::timer).record(nanoTime() - sentAt, TimeUnit.NANOSECONDS);
    }

    private Timer timer(Timed timed) {
        return Timer.builder("rendezvous.commands")
                .description("Commands, from being sent to being acknowledged")
                .tags("command", timed.command().getSimpleName(), "outcome", outcomeOf(timed))
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    private static String outcomeOf(Timed timed) {
        if (timed.refusal() != null) return timed.refusal().name().toLowerCase(Locale.ROOT);
        return timed.failed() ? "failed" : "done";
    }
}
