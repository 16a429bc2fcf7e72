package dev.rendezvous.api.account;

import org.axonframework.serialization.Revision;

/** Another profile sets the account's limits from now on. */
@Revision("1")
public record ProfileAssigned(AccountId accountId, String profile) implements AccountEvent {}
