package dev.rendezvous.engine.personal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;

/**
 * The keys that were asked for lately. Other nodes may destroy a key, so none is believed for longer than a given time; what
 * this node destroys is forgotten at once.
 */
final class KeyRing {
    private static final long MOST = 50_000;

    private final KeyStore store;
    private final Cache<UUID, Optional<DataKey>> keys;

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
        return keys.get(keyId, store::find);
    }

    void forget(Collection<UUID> destroyed) {
        keys.invalidateAll(destroyed);
    }

    void forgetAll() {
        keys.invalidateAll();
    }
}
