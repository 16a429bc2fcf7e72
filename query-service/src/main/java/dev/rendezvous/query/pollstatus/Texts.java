package dev.rendezvous.query.pollstatus;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** Keeps one copy of texts that many sessions share, such as device types. Bounded: clients choose these texts. */
final class Texts {
    private static final int MOST = 10_000;

    private final ConcurrentMap<String, String> known = new ConcurrentHashMap<>();

    @Nullable
    String shared(@Nullable String text) {
        if (text == null) return null;
        String same = known.get(text);
        if (same != null) return same;
        if (known.size() < MOST) known.put(text, text);
        return text;
    }
}
