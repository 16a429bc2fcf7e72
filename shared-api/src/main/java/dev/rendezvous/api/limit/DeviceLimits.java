package dev.rendezvous.api.limit;

import dev.rendezvous.api.account.DeviceStatus;
import dev.rendezvous.api.account.LimitReached;
import dev.rendezvous.api.profile.GroupLimit;
import dev.rendezvous.api.profile.Profile;
import dev.rendezvous.api.refusal.RefusalCode;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Room for devices on one account (R30-R33). A limit below what is used takes nothing away; it only leaves no room.
 *
 * @param devices those that are there
 */
public record DeviceLimits(Profile profile, List<Device> devices) {
    /**
     * A linked device as limits see it.
     *
     * @param group its device group; {@code null} if it has none
     */
    public record Device(DeviceStatus status, @Nullable String group) {}

    public DeviceLimits {
        devices = List.copyOf(devices);
    }

    /** The limit that leaves no room for one more device of this group, the group's own first; {@code null} if none. */
    public @Nullable LimitReached reachedFor(@Nullable String group) {
        LimitUse ofGroup = useOf(group);
        if (!ofGroup.hasRoomFor(1)) return reached(RefusalCode.GROUP_LIMIT_REACHED, group, ofGroup);
        LimitUse ofAll = use();
        if (isIgnored(group) || ofAll.hasRoomFor(1)) return null;
        return reached(RefusalCode.DEVICE_LIMIT_REACHED, null, ofAll);
    }

    /** The same for a device that counts already, as one of the group {@code before}: the places it has it keeps (R23). */
    public @Nullable LimitReached reachedFor(@Nullable String group, @Nullable String before) {
        if (Objects.equals(group, before)) return null;
        LimitReached reached = reachedFor(group);
        boolean ofAll = reached != null && reached.code() == RefusalCode.DEVICE_LIMIT_REACHED;
        return ofAll && !isIgnored(before) ? null : reached;
    }

    /** What counts towards the device limit (R30). */
    public LimitUse use() {
        return LimitUse.of(counted(null), profile.deviceLimit());
    }

    /** What counts towards the limit of one group; unlimited for devices without a group. */
    public LimitUse useOf(@Nullable String group) {
        int used = group == null ? 0 : counted(group);
        return LimitUse.of(used, profile.group(group).map(GroupLimit::limit).orElse(null));
    }

    /** Whether a device counts towards the limit of a group, or towards the device limit if {@code group} is null. */
    public boolean counts(Device device, @Nullable String group) {
        if (!device.status().counts()) return false;
        return group == null ? !isIgnored(device.group()) : group.equals(device.group());
    }

    private int counted(@Nullable String group) {
        return (int) devices.stream().filter(device -> counts(device, group)).count();
    }

    /** Each group that the profile speaks of. */
    public List<GroupUse> groups() {
        return profile.groups().stream().map(this::useOf).toList();
    }

    /** How many devices are on the list of approved devices (R34). */
    public LimitUse approved() {
        long used =
                devices.stream().filter(device -> device.status().approved()).count();
        return LimitUse.of((int) used, profile.approvedDeviceLimit());
    }

    private GroupUse useOf(GroupLimit group) {
        LimitUse use = useOf(group.group());
        return new GroupUse(group.group(), use.used(), use.limit(), use.overLimit(), group.ignoreDeviceLimit());
    }

    private boolean isIgnored(@Nullable String group) {
        return profile.group(group).map(GroupLimit::ignoreDeviceLimit).orElse(false);
    }

    /** @param use of a limit that there is */
    private static LimitReached reached(RefusalCode code, @Nullable String group, LimitUse use) {
        return new LimitReached(code, group, use.limit() == null ? 0 : use.limit(), use.used());
    }
}
