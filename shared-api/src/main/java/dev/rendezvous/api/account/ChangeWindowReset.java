package dev.rendezvous.api.account;

import org.axonframework.serialization.Revision;

/** No change of the list of approved devices that was made before counts any more (R37). */
@Revision("1")
public record ChangeWindowReset(AccountId accountId, String reason) implements AccountEvent {}
