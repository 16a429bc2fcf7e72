package dev.rendezvous.api.account;

import dev.rendezvous.api.personal.Personal;
import dev.rendezvous.api.registration.DeviceId;
import org.axonframework.serialization.Revision;

/** The account holder calls the device something else. */
@Revision("2")
public record DeviceRenamed(AccountId accountId, DeviceId deviceId, @Personal String name) implements AccountEvent {}
