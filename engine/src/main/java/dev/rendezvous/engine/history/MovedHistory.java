package dev.rendezvous.engine.history;

/**
 * What was moved.
 *
 * @param events how many
 * @param hash of all of them, 64 hexadecimal digits: two histories with the same hash are the same
 */
public record MovedHistory(long events, String hash) {}
