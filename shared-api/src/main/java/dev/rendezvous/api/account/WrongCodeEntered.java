package dev.rendezvous.api.account;

import org.axonframework.serialization.Revision;

/** The account holder entered a code that no live session has (R16). */
@Revision("1")
public record WrongCodeEntered(AccountId accountId) implements AccountEvent {}
