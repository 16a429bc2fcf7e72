package dev.rendezvous.query.proof;

import java.time.Instant;

/**
 * One event of the whole history.
 *
 * @param position in the log
 * @param id of the event
 */
record PastEvent(long position, String id, Instant at, Object payload) {}
