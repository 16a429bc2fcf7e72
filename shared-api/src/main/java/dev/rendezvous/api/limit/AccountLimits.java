package dev.rendezvous.api.limit;

import java.time.Instant;
import java.util.List;

/**
 * The limits of an account and how much of each is used (R31, R39).
 *
 * @param devices registered devices that count (R30)
 * @param approved devices on the list of approved devices
 * @param groups those that the profile speaks of
 */
public record AccountLimits(LimitUse devices, LimitUse approved, List<GroupUse> groups, ChangeUse changes) {
    /** @param made the account's changes of the list of approved devices, oldest first */
    public static AccountLimits of(DeviceLimits limits, List<ApprovalChange> made, Instant now) {
        return new AccountLimits(
                limits.use(), limits.approved(), limits.groups(), ChangeUse.of(limits.profile(), made, now));
    }
}
