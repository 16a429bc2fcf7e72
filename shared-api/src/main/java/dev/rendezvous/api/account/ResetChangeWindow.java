package dev.rendezvous.api.account;

import dev.rendezvous.api.limit.AccountLimits;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** An operator has no change that was made before count any more (R37). Answered with {@link AccountLimits}. */
public record ResetChangeWindow(@TargetAggregateIdentifier AccountId accountId, String reason) {}
