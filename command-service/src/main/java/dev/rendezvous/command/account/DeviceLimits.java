package dev.rendezvous.command.account;

import dev.rendezvous.api.account.LimitReached;
import dev.rendezvous.api.profile.GroupLimit;
import dev.rendezvous.api.profile.Profile;
import dev.rendezvous.api.refusal.RefusalCode;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Room for devices on one account (R30-R33). A limit below what is used takes nothing away; it only leaves no room.
 *
 * @param groups the device group of each device that is there; empty for a device of no group
 */
record DeviceLimits(Profile profile, List<Optional<String>> groups) {
    DeviceLimits {
        groups = List.copyOf(groups);
    }

    /** The limit that leaves no room for one more device of this group, the group's own first; {@code null} if none. */
    @Nullable
    LimitReached reachedFor(@Nullable String group) {
        Integer ofGroup = profile.group(group).map(GroupLimit::limit).orElse(null);
        int usedByGroup = usedBy(group);
        if (ofGroup != null && usedByGroup >= ofGroup) {
            return new LimitReached(RefusalCode.GROUP_LIMIT_REACHED, group, ofGroup, usedByGroup);
        }
        Integer deviceLimit = profile.deviceLimit();
        if (deviceLimit == null || isIgnored(group) || used() < deviceLimit) return null;
        return new LimitReached(RefusalCode.DEVICE_LIMIT_REACHED, null, deviceLimit, used());
    }

    int usedBy(@Nullable String group) {
        return Collections.frequency(groups, Optional.ofNullable(group));
    }

    /** How many devices count towards the device limit (R30). */
    int used() {
        return (int)
                groups.stream().filter(group -> !isIgnored(group.orElse(null))).count();
    }

    private boolean isIgnored(@Nullable String group) {
        return profile.group(group).map(GroupLimit::ignoreDeviceLimit).orElse(false);
    }
}
