package dev.rendezvous.command.account;

import dev.rendezvous.api.account.DeviceStatus;
import dev.rendezvous.api.account.LinkedDevice;
import dev.rendezvous.api.token.TokenRef;

/**
 * A device as its account has it.
 *
 * @param token the one that is alive
 */
record RegisteredDevice(LinkedDevice device, TokenRef token, DeviceStatus status) {
    RegisteredDevice named(String name) {
        LinkedDevice other = new LinkedDevice(device.deviceId(), name, device.deviceType(), device.linkedAt());
        return new RegisteredDevice(other, token, status);
    }

    RegisteredDevice with(DeviceStatus other) {
        return new RegisteredDevice(device, token, other);
    }
}
