package dev.rendezvous.engine.evolution;

import org.axonframework.serialization.upcasting.event.EventUpcaster;

/** Reads events of an older revision as if they were of the next. What is stored stays as it is. */
public interface Evolution extends EventUpcaster {
    /** What an event of this kind is after it; the same for an event that it leaves alone. */
    EventKind after(EventKind kind);
}
