package dev.rendezvous.engine.evolution;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * Which events this version reads: those whose class it has, in the revision that the class names and in every older one that
 * some {@link Evolution} leads to it.
 */
public final class KnownEvents {
    /** Stands for a class that names no revision. */
    private static final String NONE = "";

    private final List<Evolution> evolutions;
    private final ConcurrentMap<String, Optional<String>> revisions = new ConcurrentHashMap<>();

    /** @param evolutions in the order in which they are applied */
    public KnownEvents(List<Evolution> evolutions) {
        this.evolutions = List.copyOf(evolutions);
    }

    /** Whether an event is as the classes of this version are. */
    boolean isCurrent(String type, @Nullable String revision) {
        Optional<String> current = revisions.computeIfAbsent(type, KnownEvents::revisionOf);
        return current.isPresent() && current.get().equals(Objects.requireNonNullElse(revision, NONE));
    }

    /** Whether an event is as the classes of this version are, or can be made so. */
    public boolean isReadable(EventKind kind) {
        EventKind evolved = kind;
        for (Evolution evolution : evolutions) evolved = evolution.after(evolved);
        return isCurrent(evolved.type(), evolved.revision());
    }

    private static Optional<String> revisionOf(String type) {
        try {
            Revision revision = Class.forName(type, false, KnownEvents.class.getClassLoader())
                    .getAnnotation(Revision.class);
            return Optional.of(revision == null ? NONE : revision.value());
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        }
    }
}
