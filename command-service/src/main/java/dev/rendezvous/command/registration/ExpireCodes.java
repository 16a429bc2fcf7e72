package dev.rendezvous.command.registration;

import java.time.Instant;

/**
 * This node is to tell history of codes that expired at {@code from} or later, but not after {@code now}, the first to expire
 * first. Answered with a list of {@link CodeReservations.Overdue}: those that it told of, which are fewer than {@code most}
 * only if no others are left that nobody else is about to change.
 */
record ExpireCodes(Instant from, Instant now, int most) {}
