package dev.rendezvous.engine;

import java.util.Collection;

/** The event log seen from outside: how far it goes. Both reads cost one indexed query. */
public interface EventLog {
    /** Position of the newest committed event that is safe to show, -1 if there is none. */
    long head();

    /** Whether any of these positions holds a committed event: a position may stay empty after a rollback. */
    boolean anyCommitted(Collection<Long> positions);
}
