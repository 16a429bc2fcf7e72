package dev.rendezvous.api.account;

import dev.rendezvous.api.registration.DeviceId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Ends a link (R25). */
public record UnlinkDevice(@TargetAggregateIdentifier AccountId accountId, DeviceId deviceId) {}
