package dev.rendezvous.api.account;

import dev.rendezvous.api.personal.Personal;
import org.axonframework.serialization.Revision;

/** No change of the list of approved devices that was made before counts any more (R37). */
@Revision("2")
public record ChangeWindowReset(AccountId accountId, @Personal String reason) implements AccountEvent {}
