package dev.rendezvous.engine.evolution;

import org.axonframework.serialization.SerializedType;
import org.jspecify.annotations.Nullable;

/**
 * What an event is stored as.
 *
 * @param type the name of its class
 * @param revision of its shape; {@code null} for a class that names none
 */
public record EventKind(String type, @Nullable String revision) {
    static EventKind of(SerializedType type) {
        return new EventKind(type.getName(), type.getRevision());
    }

    @Override
    public String toString() {
        return revision == null ? type : "%s revision %s".formatted(type, revision);
    }
}
