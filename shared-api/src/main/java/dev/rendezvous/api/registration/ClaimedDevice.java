package dev.rendezvous.api.registration;

import dev.rendezvous.api.personal.Personal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What would be linked, for a person to recognise (R15).
 *
 * @param requestedAt when the device asked for the code
 * @param requestedFrom the network address that it asked from
 * @param expiresAt until when the person may decide
 */
public record ClaimedDevice(
        RegistrationCode regCode,
        DeviceId deviceId,
        @Nullable String deviceType,
        @Nullable String firmwareVersion,
        Instant requestedAt,
        @Personal @Nullable String requestedFrom,
        Instant expiresAt) {
    /** The same device, and nobody knows any more where it asked from (R57). */
    public ClaimedDevice fromErased() {
        return new ClaimedDevice(
                regCode, deviceId, deviceType, firmwareVersion, requestedAt, Personal.ERASED, expiresAt);
    }
}
