package dev.rendezvous.query.history;

import dev.rendezvous.api.account.AccountId;
import java.time.Instant;
import java.util.List;

/**
 * How an account at one instant differs from what it was at an earlier one, and what happened in between (R53).
 *
 * @param account what is different about the account itself; at an instant before it was opened it has no values
 * @param devices what is different about its devices
 * @param events what happened after {@code from}, up to and including {@code to}, oldest first, {@value #MOST_EVENTS} at most
 * @param eventsLeftOut how many more happened
 */
record AccountDifference(
        AccountId accountId,
        Instant from,
        Instant to,
        List<Difference> account,
        List<DeviceDifference> devices,
        List<Happened> events,
        long eventsLeftOut) {
    static final int MOST_EVENTS = 1_000;
}
