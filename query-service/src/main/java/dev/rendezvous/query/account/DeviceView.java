package dev.rendezvous.query.account;

import dev.rendezvous.api.account.DeviceStatus;
import dev.rendezvous.api.limit.DeviceLimits;
import dev.rendezvous.api.profile.DeviceGroups;
import dev.rendezvous.api.registration.DeviceId;
import dev.rendezvous.api.token.TokenRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A device that is linked to an account, at one moment.
 *
 * @param token names the one that is alive
 * @param linkedAt when it was linked last
 */
public record DeviceView(
        DeviceId deviceId,
        @Nullable String name,
        @Nullable String deviceType,
        TokenRef token,
        DeviceStatus status,
        Instant linkedAt,
        @Nullable Instant lastApprovedAt,
        @Nullable Instant lastUnapprovedAt,
        @Nullable Instant lastSignOnAt) {
    /** The device as limits see it. */
    public DeviceLimits.Device within(DeviceGroups groups) {
        return new DeviceLimits.Device(status, groups.groupOf(deviceType));
    }

    DeviceView named(@Nullable String other) {
        return new DeviceView(
                deviceId, other, deviceType, token, status, linkedAt, lastApprovedAt, lastUnapprovedAt, lastSignOnAt);
    }

    DeviceView with(DeviceStatus other) {
        return new DeviceView(
                deviceId, name, deviceType, token, other, linkedAt, lastApprovedAt, lastUnapprovedAt, lastSignOnAt);
    }

    DeviceView approvedAt(Instant at) {
        return new DeviceView(
                deviceId, name, deviceType, token, status.approved(true), linkedAt, at, lastUnapprovedAt, lastSignOnAt);
    }

    DeviceView unapprovedAt(Instant at) {
        return new DeviceView(
                deviceId, name, deviceType, token, status.approved(false), linkedAt, lastApprovedAt, at, lastSignOnAt);
    }

    DeviceView signedOnAt(Instant at) {
        return new DeviceView(
                deviceId, name, deviceType, token, status, linkedAt, lastApprovedAt, lastUnapprovedAt, at);
    }
}
