package dev.rendezvous.api.account;

import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** Nothing works for the account until it is reactivated. */
@Revision("1")
public record AccountPutOnHold(AccountId accountId, @Nullable String reason) implements AccountEvent {}
