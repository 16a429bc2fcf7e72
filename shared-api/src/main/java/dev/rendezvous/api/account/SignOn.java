package dev.rendezvous.api.account;

import dev.rendezvous.api.registration.DeviceId;
import dev.rendezvous.api.token.TokenRef;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** A device starts a session with its token. Answered with {@link DeviceStanding}. */
public record SignOn(@TargetAggregateIdentifier AccountId accountId, DeviceId deviceId, TokenRef token) {}
