package dev.rendezvous.query.projection;

/**
 * One projection, compared with the event log.
 *
 * @param position of the newest event that it has handled, -1 before the first
 * @param head position of the newest event
 * @param parked events that it could not handle, and those that wait behind them
 */
record ProjectionStatus(String name, long position, long head, Lag lag, ProjectionState state, long parked) {
    /**
     * What it has not handled.
     *
     * @param events positions of the log
     * @param ms age of the oldest of them
     */
    record Lag(long events, long ms) {}
}
