package dev.rendezvous.api.account;

import dev.rendezvous.api.personal.Personal;
import org.axonframework.serialization.Revision;

/** Whatever was known of the person behind the account before is unreadable for ever (R57). */
@Revision("1")
public record PersonalDataErased(AccountId accountId, @Personal String reason) implements AccountEvent {}
