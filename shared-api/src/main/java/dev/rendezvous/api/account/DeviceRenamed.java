package dev.rendezvous.api.account;

import dev.rendezvous.api.registration.DeviceId;
import org.axonframework.serialization.Revision;

/** The account holder calls the device something else. */
@Revision("1")
public record DeviceRenamed(AccountId accountId, DeviceId deviceId, String name) implements AccountEvent {}
