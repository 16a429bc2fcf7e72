package dev.rendezvous.api.account;

import dev.rendezvous.api.personal.Personal;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** Nothing works for the account until it is reactivated. */
@Revision("2")
public record AccountPutOnHold(AccountId accountId, @Personal @Nullable String reason) implements AccountEvent {}
