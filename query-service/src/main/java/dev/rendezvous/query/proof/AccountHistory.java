package dev.rendezvous.query.proof;

import dev.rendezvous.api.account.AccountEvent;
import dev.rendezvous.api.account.AccountOpened;
import dev.rendezvous.api.account.ActivationStatusChanged;
import dev.rendezvous.api.account.ChangeWindowReset;
import dev.rendezvous.api.account.DeviceApproved;
import dev.rendezvous.api.account.DeviceLinked;
import dev.rendezvous.api.account.DeviceManagementChanged;
import dev.rendezvous.api.account.DeviceStatus;
import dev.rendezvous.api.account.DeviceUnapproved;
import dev.rendezvous.api.account.DeviceUnlinked;
import dev.rendezvous.api.account.OperatorStatusChanged;
import dev.rendezvous.api.account.ProfileAssigned;
import dev.rendezvous.api.limit.ApprovalChange;
import dev.rendezvous.api.limit.DeviceLimits;
import dev.rendezvous.api.profile.DeviceGroups;
import dev.rendezvous.api.profile.Profile;
import dev.rendezvous.api.registration.DeviceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One account as its events have told it so far. */
final class AccountHistory {
    private final DeviceGroups groups;
    private final Map<DeviceId, DeviceLimits.Device> devices = new HashMap<>();
    private final List<ApprovalChange> changes = new ArrayList<>();
    private String profile = Profile.STANDARD.name();

    AccountHistory(DeviceGroups groups) {
        this.groups = groups;
    }

    String profile() {
        return profile;
    }

    /** The changes of the list of approved devices that may count, oldest first. */
    List<ApprovalChange> changes() {
        return List.copyOf(changes);
    }

    /** The limits as all devices but one use them. */
    DeviceLimits limitsBeside(DeviceId deviceId, Profile rules) {
        return new DeviceLimits(
                rules,
                devices.entrySet().stream()
                        .filter(other -> !other.getKey().equals(deviceId))
                        .map(Map.Entry::getValue)
                        .toList());
    }

    /** Takes in the next event; returns what it added, if it is one that may have. */
    @Nullable
    Addition on(AccountEvent event, Instant at) {
        if (event instanceof DeviceLinked linked) return link(linked);
        if (event instanceof OperatorStatusChanged changed) {
            return change(changed.deviceId(), status -> status.with(changed.status()));
        }
        if (event instanceof ActivationStatusChanged changed) {
            return change(changed.deviceId(), status -> status.with(changed.status()));
        }
        if (event instanceof DeviceManagementChanged changed) {
            return change(changed.deviceId(), status -> status.managed(changed.managed()));
        }
        if (event instanceof DeviceApproved approved) return approve(approved, at);
        if (event instanceof DeviceUnapproved unapproved) return unapprove(unapproved, at);
        if (event instanceof AccountOpened opened) profile = opened.profile();
        if (event instanceof ProfileAssigned assigned) profile = assigned.profile();
        if (event instanceof ChangeWindowReset) changes.clear(); // R37
        if (event instanceof DeviceUnlinked unlinked) devices.remove(unlinked.deviceId());
        return null;
    }

    /** Linked once more, what was said of the device stays (R23). */
    private Addition link(DeviceLinked linked) {
        DeviceLimits.Device before = devices.get(linked.deviceId());
        DeviceStatus status = before == null ? DeviceStatus.LINKED : before.status();
        return become(linked.deviceId(), new DeviceLimits.Device(status, groups.groupOf(linked.deviceType())));
    }

    /** An override uses up no change and no limit binds it (R37). */
    private @Nullable Addition approve(DeviceApproved approved, Instant at) {
        Addition added = change(approved.deviceId(), status -> status.approved(true));
        if (added == null || approved.cause() == DeviceApproved.Cause.OVERRIDE) return null;
        changes.add(new ApprovalChange(at, approved.deviceId(), true, approved.amendment()));
        return added.changingTheList();
    }

    private @Nullable Addition unapprove(DeviceUnapproved unapproved, Instant at) {
        Addition added = change(unapproved.deviceId(), status -> status.approved(false));
        if (added == null || unapproved.cause() != DeviceUnapproved.Cause.AMENDMENT) return null;
        changes.add(new ApprovalChange(at, unapproved.deviceId(), false, unapproved.amendment()));
        return added.changingTheList();
    }

    private @Nullable Addition change(DeviceId deviceId, UnaryOperator<DeviceStatus> change) {
        DeviceLimits.Device before = devices.get(deviceId);
        if (before == null) return null;
        return become(deviceId, new DeviceLimits.Device(change.apply(before.status()), before.group()));
    }

    private Addition become(DeviceId deviceId, DeviceLimits.Device after) {
        DeviceLimits.Device before = devices.put(deviceId, after);
        boolean hadThisPlace =
                before != null && before.status().counts() && Objects.equals(before.group(), after.group());
        boolean wasApproved = before != null && before.status().approved();
        return new Addition(
                deviceId,
                after.group(),
                after.status().counts() && !hadThisPlace,
                after.status().approved() && !wasApproved,
                false);
    }
}
