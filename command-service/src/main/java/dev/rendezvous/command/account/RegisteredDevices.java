package dev.rendezvous.command.account;

import dev.rendezvous.api.account.ActivationStatusChanged;
import dev.rendezvous.api.account.Amendment;
import dev.rendezvous.api.account.DeviceApproved;
import dev.rendezvous.api.account.DeviceLinked;
import dev.rendezvous.api.account.DeviceManagementChanged;
import dev.rendezvous.api.account.DeviceRenamed;
import dev.rendezvous.api.account.DeviceStatus;
import dev.rendezvous.api.account.DeviceUnapproved;
import dev.rendezvous.api.account.DeviceUnlinked;
import dev.rendezvous.api.account.LinkedDevice;
import dev.rendezvous.api.account.OperatorStatusChanged;
import dev.rendezvous.api.account.PersonalDataErased;
import dev.rendezvous.api.limit.DeviceLimits;
import dev.rendezvous.api.personal.Personal;
import dev.rendezvous.api.profile.DeviceGroups;
import dev.rendezvous.api.profile.Profile;
import dev.rendezvous.api.refusal.RefusalCode;
import dev.rendezvous.api.refusal.Refused;
import dev.rendezvous.api.registration.DeviceId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.jspecify.annotations.Nullable;

/** The devices that are linked to one account. Part of {@link Account}, which decides; here they are remembered. */
class RegisteredDevices {
    private final Map<DeviceId, RegisteredDevice> devices = new HashMap<>();

    @Nullable
    RegisteredDevice find(DeviceId deviceId) {
        return devices.get(deviceId);
    }

    /** @throws Refused with DEVICE_UNKNOWN if it is not linked here */
    RegisteredDevice require(DeviceId deviceId) {
        RegisteredDevice device = devices.get(deviceId);
        if (device == null) throw unknown(deviceId);
        return device;
    }

    static Refused unknown(DeviceId deviceId) {
        return new Refused(RefusalCode.DEVICE_UNKNOWN, "no device '%s' is linked to the account".formatted(deviceId));
    }

    /** The limits as all devices use them. */
    DeviceLimits limits(Profile profile, DeviceGroups groups) {
        return limits(profile, groups, device -> true);
    }

    /** The limits as all devices but one use them. */
    DeviceLimits limitsBeside(DeviceId deviceId, Profile profile, DeviceGroups groups) {
        return limits(profile, groups, other -> !other.device().deviceId().equals(deviceId));
    }

    private DeviceLimits limits(Profile profile, DeviceGroups groups, Predicate<RegisteredDevice> which) {
        return new DeviceLimits(
                profile,
                devices.values().stream()
                        .filter(which)
                        .map(device -> new DeviceLimits.Device(
                                device.status(), groups.groupOf(device.device().deviceType())))
                        .toList());
    }

    /**
     * Those of the devices to approve that an approval would change.
     *
     * @throws Refused with DEVICE_UNKNOWN if one of them is not linked here
     */
    List<DeviceId> notYetApproved(Amendment amendment) {
        return amendment.approve().stream()
                .filter(deviceId -> {
                    DeviceStatus status = require(deviceId).status();
                    return !status.approved() && !status.managed();
                })
                .toList();
    }

    /**
     * Those of the devices to take off the list that are on it.
     *
     * @throws Refused with DEVICE_UNKNOWN if one of them is not linked here
     */
    List<DeviceId> stillApproved(Amendment amendment) {
        return amendment.unapprove().stream()
                .filter(deviceId -> require(deviceId).status().approved())
                .toList();
    }

    /** Linked once more to the same account, what was said of the device stays (R23). */
    @EventSourcingHandler
    void on(DeviceLinked event, @Timestamp Instant at) {
        LinkedDevice device = new LinkedDevice(event.deviceId(), event.name(), event.deviceType(), at);
        RegisteredDevice before = devices.get(event.deviceId());
        DeviceStatus status = before == null ? DeviceStatus.LINKED : before.status();
        devices.put(event.deviceId(), new RegisteredDevice(device, event.token(), status));
    }

    @EventSourcingHandler
    void on(DeviceRenamed event) {
        change(event.deviceId(), device -> device.named(event.name()));
    }

    @EventSourcingHandler
    void on(PersonalDataErased event) {
        devices.replaceAll((id, device) -> device.device().name() == null ? device : device.named(Personal.ERASED));
    }

    @EventSourcingHandler
    void on(OperatorStatusChanged event) {
        change(event.deviceId(), device -> device.with(device.status().with(event.status())));
    }

    @EventSourcingHandler
    void on(ActivationStatusChanged event) {
        change(event.deviceId(), device -> device.with(device.status().with(event.status())));
    }

    @EventSourcingHandler
    void on(DeviceManagementChanged event) {
        change(event.deviceId(), device -> device.with(device.status().managed(event.managed())));
    }

    @EventSourcingHandler
    void on(DeviceApproved event) {
        change(event.deviceId(), device -> device.with(device.status().approved(true)));
    }

    @EventSourcingHandler
    void on(DeviceUnapproved event) {
        change(event.deviceId(), device -> device.with(device.status().approved(false)));
    }

    @EventSourcingHandler
    void on(DeviceUnlinked event) {
        devices.remove(event.deviceId());
    }

    private void change(DeviceId deviceId, UnaryOperator<RegisteredDevice> change) {
        devices.computeIfPresent(deviceId, (id, device) -> change.apply(device));
    }
}
