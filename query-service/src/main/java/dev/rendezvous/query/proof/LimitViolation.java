package dev.rendezvous.query.proof;

import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.account.LimitReached;
import dev.rendezvous.api.registration.DeviceId;
import java.time.Instant;

/**
 * Something was added that a limit should have refused.
 *
 * @param position of the event that added it
 * @param reached the limit, and how much of it was used before
 */
record LimitViolation(long position, Instant at, AccountId accountId, DeviceId deviceId, LimitReached reached) {
    /** The domain's number of the rule that was broken. */
    String rule() {
        return switch (reached.code()) {
            case DEVICE_LIMIT_REACHED, GROUP_LIMIT_REACHED -> "R32";
            case APPROVED_LIMIT_REACHED -> "R34";
            case CHANGE_LIMIT_REACHED -> "R35";
            default -> throw new IllegalStateException(reached + " is no limit");
        };
    }

    @Override
    public String toString() {
        return "event %d at %s: account '%s', device '%s': %s, %s: limit %d, used %d before"
                .formatted(position, at, accountId, deviceId, rule(), reached.code(), reached.limit(), reached.used());
    }
}
