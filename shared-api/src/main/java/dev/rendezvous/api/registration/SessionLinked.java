package dev.rendezvous.api.registration;

import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.token.TokenRef;
import org.axonframework.serialization.Revision;

/** The device belongs to the account now; polls answer with the token that {@code token} names (R20). */
@Revision("1")
public record SessionLinked(SessionId sessionId, AccountId accountId, TokenRef token) implements RegistrationEvent {}
