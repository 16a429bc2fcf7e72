package dev.rendezvous.api.account;

import dev.rendezvous.api.personal.Personal;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** The account is closed for good. */
@Revision("2")
public record AccountClosed(AccountId accountId, @Personal @Nullable String reason) implements AccountEvent {}
