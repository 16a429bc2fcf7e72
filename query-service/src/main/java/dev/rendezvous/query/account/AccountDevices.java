package dev.rendezvous.query.account;

import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.account.AccountStatus;
import dev.rendezvous.api.limit.AccountLimits;
import java.util.List;

/**
 * An account's devices, and how much of its limits they use (R39).
 *
 * @param profile name of the profile that sets the limits
 * @param devices in the order in which they were linked
 */
public record AccountDevices(
        AccountId accountId, AccountStatus status, String profile, AccountLimits limits, List<AccountDevice> devices) {}
