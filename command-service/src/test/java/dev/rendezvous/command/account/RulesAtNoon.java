package dev.rendezvous.command.account;

import dev.rendezvous.api.profile.DeviceGroups;
import dev.rendezvous.api.profile.Profile;
import dev.rendezvous.command.TestClock;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

/** Rules for fixtures: it is noon, and every account has the same profile, whatever its name. */
final class RulesAtNoon {
    private RulesAtNoon() {}

    static AccountRules of(Profile profile) {
        return of(profile, new DeviceGroups(Map.of()));
    }

    static AccountRules of(Profile profile, DeviceGroups groups) {
        return new AccountRules(name -> Optional.of(profile), groups, Clock.fixed(TestClock.NOON, ZoneOffset.UTC));
    }
}
