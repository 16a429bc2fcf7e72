package dev.rendezvous.query.audit.verification;

import org.jspecify.annotations.Nullable;

/**
 * The first entry that is not as it was.
 *
 * @param position of its event in the event log; null if nothing tells it
 * @param reason for a person
 */
record Broken(long entry, @Nullable Long position, String reason) {}
