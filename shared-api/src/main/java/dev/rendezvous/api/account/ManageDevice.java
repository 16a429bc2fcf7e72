package dev.rendezvous.api.account;

import dev.rendezvous.api.registration.DeviceId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** The operator declares a linked device its own box, or no longer so (R30). */
public record ManageDevice(@TargetAggregateIdentifier AccountId accountId, DeviceId deviceId, boolean managed) {}
