package dev.rendezvous.query.replay;

/** How far a replay is. */
enum ReplayState {
    /** Events are being replayed. */
    REBUILDING(true),

    /** It has caught up, and is compared with what serves. */
    COMPARING(true),

    /** It serves; what it replaced is being removed. */
    TAKING_OVER(true),

    /** It serves. */
    TAKEN_OVER(false),

    /** It was compared, and was not to serve. */
    CHECKED(false),

    /** Somebody cancelled it; the old one serves. */
    CANCELLED(false),

    /** It could not be finished; the old one serves. */
    FAILED(false);

    private final boolean running;

    ReplayState(boolean running) {
        this.running = running;
    }

    boolean isRunning() {
        return running;
    }
}
