package dev.rendezvous.api.account;

import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** The account is closed for good. */
@Revision("1")
public record AccountClosed(AccountId accountId, @Nullable String reason) implements AccountEvent {}
