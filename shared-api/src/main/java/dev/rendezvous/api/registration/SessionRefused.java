package dev.rendezvous.api.registration;

import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.refusal.RefusalCode;
import org.axonframework.serialization.Revision;

/** An account that may not link entered the code (R22); {@code code} says what was wrong with the account. */
@Revision("1")
public record SessionRefused(SessionId sessionId, AccountId accountId, RefusalCode code) implements RegistrationEvent {}
