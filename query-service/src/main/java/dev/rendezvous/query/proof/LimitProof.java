package dev.rendezvous.query.proof;

import dev.rendezvous.api.account.AccountEvent;
import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.account.LimitReached;
import dev.rendezvous.api.profile.DeviceGroups;
import dev.rendezvous.api.profile.Profile;
import dev.rendezvous.api.profile.ProfileEvent;
import dev.rendezvous.query.account.AccountFold;
import dev.rendezvous.query.account.DeviceChange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Walks through the whole history and judges each addition by nothing but the events before it, so that a limit that was
 * exceeded at any prefix is found (R30-R37, R55). Knows the device groups of today only. Not thread-safe.
 */
final class LimitProof {
    private final DeviceGroups groups;
    private final ProfileHistory profiles;
    private final Map<AccountId, AccountFold> accounts = new HashMap<>();
    private final List<LimitViolation> violations = new ArrayList<>();

    /**
     * @param inFlight how long a decision may take until its event is appended: a limit that was lowered meanwhile does not
     *     bind it
     */
    LimitProof(DeviceGroups groups, Duration inFlight) {
        this.groups = groups;
        this.profiles = new ProfileHistory(inFlight);
    }

    /**
     * Takes the next event.
     *
     * @throws IllegalArgumentException if its account has a profile that the history does not define
     */
    void next(long position, Instant at, Object event) {
        if (event instanceof ProfileEvent defined) profiles.define(defined.profile(), at);
        if (!(event instanceof AccountEvent happened)) return;
        AccountFold account = accounts.computeIfAbsent(happened.accountId(), AccountFold::new);
        DeviceChange change = account.on(happened, at);
        Addition added = change == null ? null : Addition.by(happened, change, groups);
        if (added == null) return;
        for (LimitReached reached : forbiddenBy(added, account, at)) {
            violations.add(new LimitViolation(position, at, happened.accountId(), added.deviceId(), reached));
        }
    }

    /** In the order of the events. */
    List<LimitViolation> violations() {
        return List.copyOf(violations);
    }

    /** None, if any of the definitions that may have decided allows it. */
    private List<LimitReached> forbiddenBy(Addition added, AccountFold account, Instant at) {
        List<LimitReached> forbidding = List.of();
        for (Profile rules : profiles.mayHaveDecided(account.profile(), at)) {
            forbidding = added.forbiddenBy(account, rules, groups, at);
            if (forbidding.isEmpty()) break;
        }
        return forbidding;
    }
}
