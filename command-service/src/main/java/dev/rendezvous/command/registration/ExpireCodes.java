package dev.rendezvous.command.registration;

import java.time.Instant;

/**
 * This node is to tell history of codes that expired at {@code from} or later, but not after {@code now}, the first to expire
 * first. Answered with a list of {@link CodeReservations.Overdue}: those that it told of, fewer than {@code most} if that were all,
 * but for those that another transaction holds.
 */
record ExpireCodes(Instant from, Instant now, int most) {}
