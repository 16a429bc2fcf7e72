package dev.rendezvous.api.profile;

import dev.rendezvous.api.PrintableText;
import org.jspecify.annotations.Nullable;

/**
 * How many devices of one group an account may register (R31).
 *
 * @param group the group's name, as the operator's configuration maps device types to it
 * @param limit {@code null} for no limit of its own
 * @param ignoreDeviceLimit whether its devices do not count towards the profile's device limit (R30)
 */
public record GroupLimit(String group, @Nullable Integer limit, boolean ignoreDeviceLimit) {
    public static final int MAX_GROUP = 64;

    /** @throws IllegalArgumentException if the name is not printable or the limit absurd */
    public GroupLimit {
        PrintableText.requirePrintable("group", group, MAX_GROUP);
        Profile.requireLimit("limit", limit);
    }
}
