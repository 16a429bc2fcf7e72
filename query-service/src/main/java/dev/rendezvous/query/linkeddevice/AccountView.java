package dev.rendezvous.query.linkeddevice;

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
import dev.rendezvous.api.token.TokenRef;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the read model knew of one account at one moment; a changed account has another. What it may do depends on the
 * profile and on the time, so these come with each question.
 *
 * @param devices in the order in which they were linked
 * @param changes of the list of approved devices, oldest first
 */
record AccountView(
        AccountId accountId,
        AccountStatus status,
        String profile,
        List<LinkRow> devices,
        List<ApprovalChange> changes) {
    AccountView {
        devices = List.copyOf(devices);
        changes = List.copyOf(changes);
    }

    int size() {
        return devices.size();
    }

    /** The device whose live token this is; {@code null} if none. */
    @Nullable
    LinkRow deviceOf(TokenRef token) {
        for (LinkRow device : devices) {
            if (device.token().equals(token)) return device;
        }
        return null;
    }

    /** @param approval only the devices of which this is true; {@code null} for all */
    AccountDevices list(Profile rules, DeviceGroups groups, Instant now, @Nullable Approval approval) {
        DeviceLimits used = new DeviceLimits(
                rules,
                devices.stream()
                        .map(row -> new DeviceLimits.Device(row.status(), groups.groupOf(row.deviceType())))
                        .toList());
        List<AccountDevice> listed = devices.stream()
                .filter(row -> approval == null || row.status().approvalUnder(rules) == approval)
                .map(row -> AccountDevice.of(row, groups.groupOf(row.deviceType()), status, rules))
                .toList();
        return new AccountDevices(accountId, status, profile, AccountLimits.of(used, changes, now), listed);
    }

    DeviceStanding standingOf(LinkRow device, Profile rules, Instant now) {
        return DeviceStanding.of(
                device.deviceId(), accountId, status, device.status(), rules, ChangeUse.of(rules, changes, now));
    }

    /** Why the device may not play; {@code null} if it may. */
    @Nullable
    RefusalCode playRefusal(LinkRow device, Profile rules) {
        return device.status().playRefusal(status, rules);
    }
}
