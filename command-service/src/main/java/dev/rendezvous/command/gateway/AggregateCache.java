package dev.rendezvous.command.gateway;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.function.UnaryOperator;
import org.axonframework.common.Registration;
import org.axonframework.common.caching.Cache.EntryListener;
import org.jspecify.annotations.Nullable;

/** Axon's cache on Caffeine: the aggregates in use lately, so that loading one costs no query. Bounded by count. */
class AggregateCache implements org.axonframework.common.caching.Cache {
    private final Cache<Object, Object> entries;

    AggregateCache(long most) {
        entries = Caffeine.newBuilder().maximumSize(most).build();
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as Axon declares it
    public <K, V> @Nullable V get(K key) {
        return (V) entries.getIfPresent(key);
    }

    /** An aggregate whose first command was refused has no identity; it is not kept. */
    @Override
    public void put(@Nullable Object key, Object value) {
        if (key != null) entries.put(key, value);
    }

    @Override
    public boolean putIfAbsent(Object key, Object value) {
        return entries.asMap().putIfAbsent(key, value) == null;
    }

    @Override
    public boolean remove(Object key) {
        return entries.asMap().remove(key) != null;
    }

    @Override
    public void removeAll() {
        entries.invalidateAll();
    }

    @Override
    public boolean containsKey(Object key) {
        return entries.asMap().containsKey(key);
    }

    @Override
    @SuppressWarnings("unchecked") // the caller knows what it put under the key
    public <V> void computeIfPresent(Object key, UnaryOperator<V> update) {
        entries.asMap().computeIfPresent(key, (present, value) -> update.apply((V) value));
    }

    /** Nobody is told of changes: Axon listens for its sagas only. */
    @Override
    public Registration registerCacheEntryListener(EntryListener listener) {
        throw new UnsupportedOperationException("the aggregate cache has no listeners");
    }
}
