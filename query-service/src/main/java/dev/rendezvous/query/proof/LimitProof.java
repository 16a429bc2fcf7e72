package dev.rendezvous.query.proof;

import dev.rendezvous.api.account.AccountEvent;
import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.account.DeviceApproved;
import dev.rendezvous.api.account.LimitReached;
import dev.rendezvous.api.profile.DeviceGroups;
import dev.rendezvous.api.profile.Profile;
import dev.rendezvous.api.profile.ProfileEvent;
import dev.rendezvous.query.account.AccountFold;
import dev.rendezvous.query.account.DeviceChange;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * No limit was exceeded without an override: judges each addition by nothing but the events before it (R30-R37). Knows the
 * device groups of today only. Not thread-safe.
 */
final class LimitProof {
    private final DeviceGroups groups;
    private final ProfileHistory profiles;
    private final Findings findings;
    private final Map<AccountId, AccountFold> accounts = new HashMap<>();

    /**
     * @param inFlight how long a decision may take until its event is appended: what breaks a limit that was lowered meanwhile,
     *     and not the one before, is excused
     */
    LimitProof(DeviceGroups groups, Duration inFlight, Findings findings) {
        this.groups = groups;
        this.profiles = new ProfileHistory(inFlight);
        this.findings = findings;
    }

    /** Takes the next event. */
    void next(PastEvent event) {
        if (event.payload() instanceof ProfileEvent defined) profiles.define(defined.profile(), event.at());
        if (!(event.payload() instanceof AccountEvent happened)) return;
        AccountFold account = accounts.computeIfAbsent(happened.accountId(), AccountFold::new);
        DeviceChange change = account.on(happened, event.at());
        if (isOverride(happened)) {
            findings.overridden();
        } else if (change != null) {
            Addition added = Addition.by(happened, change, groups);
            if (added != null && added.isAny()) judge(added, account, event);
        }
    }

    int accounts() {
        return accounts.size();
    }

    private static boolean isOverride(AccountEvent event) {
        return event instanceof DeviceApproved approved && approved.cause() == DeviceApproved.Cause.OVERRIDE;
    }

    private void judge(Addition added, AccountFold account, PastEvent event) {
        findings.judged(Check.LIMITS);
        List<Profile> rules = profiles.mayHaveDecided(account.profile(), event.at());
        if (rules.isEmpty()) {
            Map<String, Object> name = Map.of("profile", account.profile());
            findings.broken(Breach.of(event, added.deviceId(), Fault.PROFILE_UNDEFINED, name));
            return;
        }
        Profile newest = rules.get(rules.size() - 1);
        List<LimitReached> forbidding = added.forbiddenBy(account, newest, groups, event.at());
        if (forbidding.isEmpty()) return;
        boolean excused = rules.subList(0, rules.size() - 1).stream()
                .anyMatch(older ->
                        added.forbiddenBy(account, older, groups, event.at()).isEmpty());
        for (LimitReached reached : forbidding) {
            Breach breach = breach(event, added, reached, newest);
            if (excused) findings.excused(breach);
            else findings.broken(breach);
        }
    }

    private static Breach breach(PastEvent event, Addition added, LimitReached reached, Profile rules) {
        Map<String, Object> numbers =
                new HashMap<>(Map.of("limit", reached.limit(), "used", reached.used(), "profile", rules.name()));
        if (reached.group() != null) numbers.put("group", reached.group());
        return Breach.of(event, added.deviceId(), Fault.of(reached.code()), numbers);
    }
}
