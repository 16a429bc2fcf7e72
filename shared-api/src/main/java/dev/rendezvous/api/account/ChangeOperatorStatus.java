package dev.rendezvous.api.account;

import dev.rendezvous.api.registration.DeviceId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** The operator changes a linked device's operator status (R32, R38). */
public record ChangeOperatorStatus(
        @TargetAggregateIdentifier AccountId accountId,
        DeviceId deviceId,
        OperatorStatus status,
        @Nullable String reason) {}
