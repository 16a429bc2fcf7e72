package dev.rendezvous.query.projection;

/** How a projection is doing, as this node sees it. */
enum ProjectionState {
    /** It has handled everything. */
    CURRENT,

    /** It is behind, and moves. */
    BEHIND,

    /** An event could not be handled; it is tried again and again. */
    FAILING,

    /** It has been behind for too long without moving. */
    STALLED
}
