package dev.rendezvous.engine;

import java.util.Collection;
import java.util.Map;

/** How far the histories of single aggregates go, many asked for at once. */
public interface AggregateVersions {
    /** The number of each aggregate's newest event, by the aggregate's identifier; those without any event are left out. */
    Map<String, Long> of(Collection<String> aggregates);
}
