package dev.rendezvous.command.account;

import dev.rendezvous.api.account.ActivationStatus;
import dev.rendezvous.api.account.LinkedDevice;
import dev.rendezvous.api.account.OperatorStatus;
import dev.rendezvous.api.refusal.RefusalCode;
import dev.rendezvous.api.token.TokenRef;
import org.jspecify.annotations.Nullable;

/**
 * A device as its account has it.
 *
 * @param token the one that is alive
 * @param managed the operator's own box
 */
record RegisteredDevice(
        LinkedDevice device,
        TokenRef token,
        boolean managed,
        OperatorStatus operatorStatus,
        ActivationStatus activationStatus) {
    static RegisteredDevice linked(LinkedDevice device, TokenRef token) {
        return new RegisteredDevice(device, token, false, OperatorStatus.ENABLED, ActivationStatus.ACTIVE);
    }

    /** Linked once more to the same account: what was said of the device stays (R23). */
    RegisteredDevice linkedAgain(LinkedDevice again, TokenRef fresh) {
        return new RegisteredDevice(again, fresh, managed, operatorStatus, activationStatus);
    }

    RegisteredDevice named(String name) {
        LinkedDevice other = new LinkedDevice(device.deviceId(), name, device.deviceType(), device.linkedAt());
        return new RegisteredDevice(other, token, managed, operatorStatus, activationStatus);
    }

    RegisteredDevice managed(boolean other) {
        return new RegisteredDevice(device, token, other, operatorStatus, activationStatus);
    }

    RegisteredDevice with(OperatorStatus other) {
        return new RegisteredDevice(device, token, managed, other, activationStatus);
    }

    RegisteredDevice with(ActivationStatus other) {
        return new RegisteredDevice(device, token, managed, operatorStatus, other);
    }

    /** Whether it uses a place, as far as its group lets it (R30). */
    boolean counts() {
        return signInRefusal() == null && !managed;
    }

    /** What the device itself has against its signing in, the operator's word first; {@code null} if nothing (R38). */
    @Nullable
    RefusalCode signInRefusal() {
        if (operatorStatus == OperatorStatus.DISABLED) return RefusalCode.DEVICE_DISABLED;
        return activationStatus == ActivationStatus.INACTIVE ? RefusalCode.DEVICE_INACTIVE : null;
    }
}
