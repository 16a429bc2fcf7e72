package dev.rendezvous.query.audit.checkpoint;

/** What a checkpoint's signature is worth. */
public enum Trust {
    GOOD,
    /** It names a key that is believed, which did not sign it. */
    FORGED,
    /** It may be genuine; whoever can write to the database may as well have signed it with a key of his own. */
    UNKNOWN_KEY
}
