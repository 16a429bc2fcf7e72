package dev.rendezvous.api.profile;

import dev.rendezvous.api.PrintableText;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an account may do (R31). Limits are counts of devices; {@code null} is unlimited, 0 is none.
 *
 * @param deviceLimit how many devices that count may be registered (R30)
 * @param approvalEnabled whether a device must be approved before it may play
 * @param approvedDeviceLimit how many devices may be approved at once
 * @param groups limits of device groups, each group at most once
 */
public record Profile(
        String name,
        @Nullable Integer deviceLimit,
        boolean approvalEnabled,
        @Nullable Integer approvedDeviceLimit,
        ApprovalChanges approvalChanges,
        List<GroupLimit> groups) {
    public static final int MAX_NAME = 64;
    public static final int MAX_LIMIT = 100_000;
    public static final int MAX_GROUPS = 100;

    /** What an account has that was given nothing else, unless an operator defines it otherwise. */
    public static final Profile STANDARD = new Profile(
            "standard", 5, true, 3, new ApprovalChanges(3, 30, ApprovalChanges.Counted.APPROVALS), List.of());

    /** @throws IllegalArgumentException if a name is not printable, a limit absurd, or a group named twice */
    public Profile {
        PrintableText.requirePrintable("name", name, MAX_NAME);
        requireLimit("deviceLimit", deviceLimit);
        requireLimit("approvedDeviceLimit", approvedDeviceLimit);
        groups = requireDistinct(groups);
    }

    /** What the profile says of a device group; empty if nothing. */
    public Optional<GroupLimit> group(@Nullable String group) {
        return groups.stream().filter(limit -> limit.group().equals(group)).findAny();
    }

    /** Returns the limit. @throws IllegalArgumentException unless it is {@code null} or 0 to {@value #MAX_LIMIT} */
    public static @Nullable Integer requireLimit(String what, @Nullable Integer limit) {
        if (limit != null && (limit < 0 || limit > MAX_LIMIT)) {
            throw new IllegalArgumentException("%s must be 0 to %d, or null for no limit".formatted(what, MAX_LIMIT));
        }
        return limit;
    }

    /** Returns a copy. @throws IllegalArgumentException if there are too many groups, or one is named twice */
    public static List<GroupLimit> requireDistinct(List<GroupLimit> groups) {
        if (groups.size() > MAX_GROUPS) {
            throw new IllegalArgumentException("there may be %d groups".formatted(MAX_GROUPS));
        }
        Set<String> named = new HashSet<>();
        for (GroupLimit group : groups) {
            if (!named.add(group.group())) {
                throw new IllegalArgumentException("group '%s' is there twice".formatted(group.group()));
            }
        }
        return List.copyOf(groups);
    }
}
