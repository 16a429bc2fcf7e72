package dev.rendezvous.engine;

import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The event log seen from outside: how far it goes. Each read costs one indexed query. */
public interface EventLog {
    /** Position of the newest committed event that is safe to show, -1 if there is none. */
    long head();

    /** Whether any of these positions holds a committed event: a position may stay empty after a rollback. */
    boolean anyCommitted(Collection<Long> positions);

    /** When the first event after {@code position} happened; null if there is none. */
    @Nullable
    Instant timeAfter(long position);
}
