package dev.rendezvous.api.registration;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** A device asks for a code. Answered with {@link IssuedCode}. */
public record IssueCode(
        @TargetAggregateIdentifier SessionId sessionId,
        DeviceId deviceId,
        @Nullable String deviceType,
        @Nullable String firmwareVersion,
        @Nullable String codeChallenge) {}
