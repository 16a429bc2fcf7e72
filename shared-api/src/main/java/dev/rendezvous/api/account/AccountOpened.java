package dev.rendezvous.api.account;

import org.axonframework.serialization.Revision;

/** The account exists and is ACTIVE. */
@Revision("1")
public record AccountOpened(AccountId accountId, String profile) implements AccountEvent {}
