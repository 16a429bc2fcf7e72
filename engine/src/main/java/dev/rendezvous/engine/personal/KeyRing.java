package dev.rendezvous.engine.personal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The keys that were asked for lately. Other nodes may destroy a key, so none is believed for longer than a given time; what
 * this node destroys is forgotten at once.
 */
final class KeyRing {
    private static final long MOST = 50_000;

    private final KeyStore store;
    private final Cache<UUID, Optional<DataKey>> keys;
    private final AtomicLong forgotten = new AtomicLong();

    /** @param believed how long a key is used without another look */
    KeyRing(KeyStore store, Duration believed) {
        this.store = store;
        this.keys = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(believed)
                .build();
    }

    /** Empty if the key was destroyed. */
    Optional<DataKey> find(UUID keyId) {
        Optional<DataKey> known = keys.getIfPresent(keyId);
        return known == null ? look(keyId) : known;
    }

    /** Has these keys at hand: those that it has not are looked up at once. */
    void prepare(Collection<UUID> keyIds) {
        Set<UUID> unknown = new HashSet<>(keyIds);
        unknown.removeIf(id -> keys.getIfPresent(id) != null);
        if (unknown.isEmpty()) return;
        long before = forgotten.get();
        Map<UUID, DataKey> found = store.find(unknown);
        unknown.forEach(id -> keys.put(id, Optional.ofNullable(found.get(id))));
        if (forgotten.get() != before) keys.invalidateAll(unknown);
    }

    /** Holds no lock while it waits for a connection: whoever waited for the lock might hold the last one. */
    private Optional<DataKey> look(UUID keyId) {
        long before = forgotten.get();
        Optional<DataKey> found = store.find(keyId);
        keys.put(keyId, found);
        if (forgotten.get() != before) keys.invalidate(keyId); // it may have been destroyed meanwhile
        return found;
    }

    void forget(Collection<UUID> destroyed) {
        forgotten.incrementAndGet();
        keys.invalidateAll(destroyed);
    }

    void forgetAll() {
        forgotten.incrementAndGet();
        keys.invalidateAll();
    }
}
