package dev.rendezvous.api.account;

import dev.rendezvous.api.registration.DeviceId;
import dev.rendezvous.api.token.TokenRef;
import org.axonframework.serialization.Revision;

/** The device started a session with its token; its registration code hands out no token any more (R10). */
@Revision("1")
public record DeviceSignedOn(AccountId accountId, DeviceId deviceId, TokenRef token) implements AccountEvent {}
