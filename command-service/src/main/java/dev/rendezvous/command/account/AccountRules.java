package dev.rendezvous.command.account;

import dev.rendezvous.api.profile.DeviceGroups;
import dev.rendezvous.api.profile.Profile;
import dev.rendezvous.command.profile.Profiles;
import java.time.Clock;
import java.time.Instant;

/** What decides about an account besides its own history: what its profile allows now, device groups and the time. */
final class AccountRules {
    private final Profiles profiles;
    private final DeviceGroups groups;
    private final Clock clock;

    AccountRules(Profiles profiles, DeviceGroups groups, Clock clock) {
        this.profiles = profiles;
        this.groups = groups;
        this.clock = clock;
    }

    boolean hasProfile(String name) {
        return profiles.find(name).isPresent();
    }

    /** @param name of a profile that an account has, so that there is one */
    Profile profile(String name) {
        return profiles.find(name).orElseThrow();
    }

    DeviceGroups groups() {
        return groups;
    }

    Instant now() {
        return clock.instant();
    }
}
