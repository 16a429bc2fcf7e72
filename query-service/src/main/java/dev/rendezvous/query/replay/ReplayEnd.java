package dev.rendezvous.query.replay;

import org.jspecify.annotations.Nullable;

/** A replay goes no further on this node. */
final class ReplayEnd extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why. */
    enum Reason {
        /** Somebody cancelled it. */
        CANCELLED,

        /** Another node has it now, or it is over. */
        LOST,

        /** This node goes down. */
        STOPPING
    }

    private final Reason reason;

    ReplayEnd(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause, false, false);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }
}
