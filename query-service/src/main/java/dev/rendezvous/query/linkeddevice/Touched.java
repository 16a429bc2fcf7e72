package dev.rendezvous.query.linkeddevice;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What happened to lately, by key, until the tables are known to hold it: they are not believed about it before. */
final class Touched<K> {
    private final Map<K, Long> positions = new ConcurrentHashMap<>();

    /** Something happened to {@code key}, in an event at {@code position} or before. */
    void touch(K key, long position) {
        positions.put(key, position);
    }

    /** The tables hold everything up to {@code position}. */
    void settle(long position) {
        positions.values().removeIf(touchedAt -> touchedAt <= position);
    }

    /** @throws TablesLag if the tables may not hold yet what happened to {@code key} */
    void requireSettled(K key) {
        Long touchedAt = positions.get(key);
        if (touchedAt != null) throw new TablesLag(touchedAt);
    }

    /** Not an error: whoever reads waits for the tables and reads again. */
    static final class TablesLag extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final long position;

        TablesLag(long position) {
            super(null, null, false, false);
            this.position = position;
        }

        /** What the tables must have reached. */
        long position() {
            return position;
        }
    }
}
