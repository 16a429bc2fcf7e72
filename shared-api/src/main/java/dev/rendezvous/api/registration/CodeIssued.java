package dev.rendezvous.api.registration;

import java.time.Duration;
import java.time.Instant;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * A session began: the device may show its code and poll until {@code expiresAt} (exclusive, R14).
 *
 * @param codeChallenge base64url SHA-256 of the verifier that polls must bring (R6), if the device sent one
 * @param retryInterval whole seconds between polls (R4)
 */
@Revision("1")
public record CodeIssued(
        SessionId sessionId,
        RegistrationCode code,
        DeviceId deviceId,
        @Nullable String deviceType,
        @Nullable String firmwareVersion,
        @Nullable String codeChallenge,
        Duration retryInterval,
        Instant expiresAt)
        implements RegistrationEvent {}
