package dev.rendezvous.edge.throttle;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Lets each key do something so many times in a period, and refills evenly: a token bucket per key. It remembers at most
 * {@value #MAX_KEYS} keys, and a key no longer than its bucket needs to fill. On each node by itself; thread-safe.
 */
public final class Throttle {
    private static final int MAX_KEYS = 200_000;

    private final @Nullable LoadingCache<String, Bucket> buckets;

    private Throttle(@Nullable LoadingCache<String, Bucket> buckets) {
        this.buckets = buckets;
    }

    /**
     * At most {@code capacity} times a minute.
     *
     * @throws IllegalArgumentException unless positive
     */
    public static Throttle perMinute(int capacity) {
        return of(capacity, Duration.ofMinutes(1));
    }

    /**
     * At most {@code capacity} times at once, all of it refilled in {@code period}: over a long time {@code capacity} per
     * period, but somebody who waited first gets nearly twice that in one period.
     *
     * @throws IllegalArgumentException unless both are positive
     */
    public static Throttle of(int capacity, Duration period) {
        return of(capacity, period, TimeMeter.SYSTEM_NANOTIME);
    }

    static Throttle of(int capacity, Duration period, TimeMeter time) {
        Bandwidth limit = Bandwidth.builder()
                .capacity(capacity)
                .refillGreedy(capacity, period)
                .build();
        return new Throttle(Caffeine.newBuilder()
                .maximumSize(MAX_KEYS)
                .expireAfterAccess(period)
                .ticker(time::currentTimeNanos)
                .build(key -> Bucket.builder()
                        .addLimit(limit)
                        .withCustomTimePrecision(time)
                        .build()));
    }

    /** Refuses nothing. */
    public static Throttle off() {
        return new Throttle(null);
    }

    /** Takes one token of {@code key}: null if there was one, else how long until there is one. */
    public @Nullable Duration tryTake(String key) {
        if (buckets == null) return null;
        Bucket bucket = buckets.get(key);
        if (bucket.tryConsume(1)) return null;
        return Duration.ofNanos(Math.max(1, bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill()));
    }

    /** Puts a token back that {@link #tryTake} took for something that turned out not to count. */
    public void giveBack(String key) {
        if (buckets != null) buckets.get(key).addTokens(1);
    }
}
