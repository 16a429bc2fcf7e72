package dev.rendezvous.query.pollstatus;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Sessions in the order in which they expire, to {@value #WIDTH_MILLIS} ms: a row of buckets. An expiry that moves costs
 * nothing until its old bucket is due. Not thread-safe: {@link PollView} guards it.
 */
final class ExpiryOrder {
    private static final long WIDTH_MILLIS = 10_000;

    private final TreeMap<Long, Deque<PollSession>> buckets = new TreeMap<>();

    void add(PollSession session) {
        buckets.computeIfAbsent(session.expiresAtMillis() / WIDTH_MILLIS, start -> new ArrayDeque<>())
                .add(session);
    }

    /** Removes a session that had expired by {@code cutoffMillis}, null if no bucket is due. */
    @Nullable
    PollSession pollExpiredBy(long cutoffMillis) {
        while (!buckets.isEmpty() && endOf(buckets.firstEntry()) <= cutoffMillis) {
            PollSession session = buckets.firstEntry().getValue().poll();
            if (session == null) buckets.pollFirstEntry();
            else if (session.expiresAtMillis() <= cutoffMillis) return session;
            else add(session);
        }
        return null;
    }

    private static long endOf(Map.Entry<Long, ?> bucket) {
        return (bucket.getKey() + 1) * WIDTH_MILLIS;
    }
}
