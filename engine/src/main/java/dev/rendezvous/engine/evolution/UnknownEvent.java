package dev.rendezvous.engine.evolution;

/** The history holds an event that this version cannot read. The message is for the operator and names it. */
public final class UnknownEvent extends RuntimeException {
    private static final long serialVersionUID = 1L;

    static final String REMEDY = "Start the version that wrote it, or a newer one. Nothing was changed.";

    UnknownEvent(String where, EventKind kind) {
        super("%s %s, which this version does not know".formatted(where, kind));
    }
}
