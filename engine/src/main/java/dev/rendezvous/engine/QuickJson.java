package dev.rendezvous.engine;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.UnknownSerializedType;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import tools.jackson.databind.ObjectReader;

/** Axon's JSON, which finds a type's class and how it is read once, not again for each event of a history. */
final class QuickJson extends Jackson3Serializer {
    private final ConcurrentMap<String, Class<?>> classes = new ConcurrentHashMap<>();
    private final ConcurrentMap<Class<?>, ObjectReader> readers = new ConcurrentHashMap<>();

    QuickJson(Builder builder) {
        super(builder);
    }

    /** A type that is not known is looked for each time. */
    @Override
    public Class<?> classForType(SerializedType type) {
        Class<?> known = classes.get(type.getName());
        if (known != null) return known;
        Class<?> found = super.classForType(type);
        if (found != UnknownSerializedType.class && found != Void.class) classes.put(type.getName(), found);
        return found;
    }

    @Override
    protected ObjectReader getReader(Class<?> type) {
        return readers.computeIfAbsent(type, super::getReader);
    }
}
