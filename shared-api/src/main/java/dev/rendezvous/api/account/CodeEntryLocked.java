package dev.rendezvous.api.account;

import java.time.Instant;
import org.axonframework.serialization.Revision;

/** Too many wrong codes: the account enters none before {@code until} (R16). */
@Revision("1")
public record CodeEntryLocked(AccountId accountId, Instant until) implements AccountEvent {}
