package dev.rendezvous.api.account;

import dev.rendezvous.api.registration.DeviceId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** The operator changes a linked device's activation status (R32, R38). */
public record ChangeActivationStatus(
        @TargetAggregateIdentifier AccountId accountId,
        DeviceId deviceId,
        ActivationStatus status,
        @Nullable String reason) {}
