package dev.rendezvous.api.registration;

import dev.rendezvous.api.account.AccountId;
import java.time.Instant;
import org.axonframework.serialization.Revision;

/** An account entered the code and was shown what it would link (R15). {@code expiresAt} may have moved later (R14). */
@Revision("1")
public record CodeClaimed(SessionId sessionId, AccountId accountId, Instant expiresAt) implements RegistrationEvent {}
