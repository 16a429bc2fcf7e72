package dev.rendezvous.api.account;

import dev.rendezvous.api.registration.DeviceId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Gives a device another name. Answered with {@link LinkedDevice}. */
public record RenameDevice(@TargetAggregateIdentifier AccountId accountId, DeviceId deviceId, String name)
        implements OfAccount {}
