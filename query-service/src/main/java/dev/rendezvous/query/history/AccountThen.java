package dev.rendezvous.query.history;

import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.account.AccountStatus;
import dev.rendezvous.api.limit.AccountLimits;
import dev.rendezvous.api.profile.Profile;
import dev.rendezvous.query.account.AccountDevice;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An account as it was at an instant, with what happened then (R53).
 *
 * @param profile name of its profile
 * @param rules what that profile allowed then
 * @param limits as they were used then
 * @param codeEntryLockedUntil {@code null} if it could enter codes then
 * @param devices that were linked then, in the order in which they were
 * @param formerDevices that had been linked and were not then, the first to go first
 * @param events how many the account had until then
 */
record AccountThen(
        AccountId accountId,
        Instant at,
        Instant openedAt,
        AccountStatus status,
        Instant statusSince,
        String profile,
        Profile rules,
        AccountLimits limits,
        @Nullable Instant codeEntryLockedUntil,
        List<AccountDevice> devices,
        List<FormerDevice> formerDevices,
        long events,
        Instant lastEventAt) {}
