package dev.rendezvous.query.account;

import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.account.AccountStatus;
import dev.rendezvous.api.account.Approval;
import dev.rendezvous.api.account.DeviceStanding;
import dev.rendezvous.api.limit.AccountLimits;
import dev.rendezvous.api.limit.ApprovalChange;
import dev.rendezvous.api.limit.ChangeUse;
import dev.rendezvous.api.limit.DeviceLimits;
import dev.rendezvous.api.profile.DeviceGroups;
import dev.rendezvous.api.profile.Profile;
import dev.rendezvous.api.refusal.RefusalCode;
import dev.rendezvous.api.registration.DeviceId;
import dev.rendezvous.api.token.TokenRef;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One account at one moment; a changed account has another. What it may do depends on the profile and on the time, so these
 * come with each question.
 *
 * @param devices in the order in which they were linked
 * @param changes of the list of approved devices, oldest first
 */
public record AccountView(
        AccountId accountId,
        AccountStatus status,
        String profile,
        List<DeviceView> devices,
        List<ApprovalChange> changes) {
    public AccountView {
        devices = List.copyOf(devices);
        changes = List.copyOf(changes);
    }

    public int size() {
        return devices.size();
    }

    /** The device whose live token this is; {@code null} if none. */
    public @Nullable DeviceView deviceOf(TokenRef token) {
        for (DeviceView device : devices) {
            if (device.token().equals(token)) return device;
        }
        return null;
    }

    /** The device that is linked under this identity; {@code null} if none. */
    public @Nullable DeviceView device(DeviceId deviceId) {
        for (DeviceView device : devices) {
            if (device.deviceId().equals(deviceId)) return device;
        }
        return null;
    }

    /** The limits as all devices but one use them. */
    public DeviceLimits limitsBeside(DeviceId deviceId, Profile rules, DeviceGroups groups) {
        return new DeviceLimits(
                rules,
                devices.stream()
                        .filter(other -> !other.deviceId().equals(deviceId))
                        .map(other -> other.within(groups))
                        .toList());
    }

    /** @param approval only the devices of which this is true; {@code null} for all */
    public AccountDevices list(Profile rules, DeviceGroups groups, Instant now, @Nullable Approval approval) {
        DeviceLimits used = new DeviceLimits(
                rules, devices.stream().map(device -> device.within(groups)).toList());
        List<AccountDevice> listed = devices.stream()
                .filter(device -> approval == null || device.status().approvalUnder(rules) == approval)
                .map(device -> AccountDevice.of(device, groups.groupOf(device.deviceType()), status, rules))
                .toList();
        return new AccountDevices(accountId, status, profile, AccountLimits.of(used, changes, now), listed);
    }

    public DeviceStanding standingOf(DeviceView device, Profile rules, Instant now) {
        return DeviceStanding.of(
                device.deviceId(), accountId, status, device.status(), rules, ChangeUse.of(rules, changes, now));
    }

    /** Why the device may not play; {@code null} if it may. */
    public @Nullable RefusalCode playRefusal(DeviceView device, Profile rules) {
        return device.status().playRefusal(status, rules);
    }
}
