package dev.rendezvous.api.account;

import dev.rendezvous.api.personal.Personal;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** The hold is over. */
@Revision("2")
public record AccountReactivated(AccountId accountId, @Personal @Nullable String reason) implements AccountEvent {}
