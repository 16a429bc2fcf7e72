package dev.rendezvous.api.account;

import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** The hold is over. */
@Revision("1")
public record AccountReactivated(AccountId accountId, @Nullable String reason) implements AccountEvent {}
