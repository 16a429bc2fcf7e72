package dev.rendezvous.query.replay;

/** Whether a rebuilt generation is to serve. */
enum TakeOver {
    /** Whatever it differs in. */
    ALWAYS,

    /** Only if it says the same as the one that serves. */
    IF_EQUAL,

    /** It is only compared. */
    NEVER
}
