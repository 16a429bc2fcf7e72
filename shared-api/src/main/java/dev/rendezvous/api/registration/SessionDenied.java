package dev.rendezvous.api.registration;

import dev.rendezvous.api.account.AccountId;
import org.axonframework.serialization.Revision;

/** The account holder declined to link the device (R15). */
@Revision("1")
public record SessionDenied(SessionId sessionId, AccountId accountId) implements RegistrationEvent {}
