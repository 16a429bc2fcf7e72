package dev.rendezvous.api.registration;

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
        @Nullable String requestedFrom,
        Instant expiresAt) {}
