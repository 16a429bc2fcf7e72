package dev.rendezvous.edge.caller;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** The id that links a request with its events, audit entries and log lines. It is no secret and proves nothing. */
public final class CorrelationId {
    public static final String HEADER = "X-Correlation-Id";

    private static final int MAX_LENGTH = 128;

    private CorrelationId() {}

    /** The id that the client sent if it is 1 to 128 visible ASCII characters, else a fresh one. */
    public static String from(@Nullable String sent) {
        return sent != null && isUsable(sent) ? sent : fresh();
    }

    private static boolean isUsable(String id) {
        if (id.isEmpty() || id.length() > MAX_LENGTH) return false;
        for (int i = 0; i < id.length(); i++) {
            if (id.charAt(i) <= ' ' || id.charAt(i) > '~') return false;
        }
        return true;
    }

    /** A random UUID, without the cost of a secure one. */
    private static String fresh() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long most = (random.nextLong() & 0xFFFFFFFFFFFF0FFFL) | 0x4000L;
        long least = (random.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
        return new UUID(most, least).toString();
    }
}
