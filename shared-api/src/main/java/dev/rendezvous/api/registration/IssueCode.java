package dev.rendezvous.api.registration;

import org.axonframework.commandhandling.RoutingKey;
import org.jspecify.annotations.Nullable;

/** A device asks for a code. Answered with {@link IssuedCode}. */
public record IssueCode(
        @RoutingKey DeviceId deviceId,
        @Nullable String deviceType,
        @Nullable String firmwareVersion,
        @Nullable String codeChallenge) {}
