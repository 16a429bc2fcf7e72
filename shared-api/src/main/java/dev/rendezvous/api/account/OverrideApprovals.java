package dev.rendezvous.api.account;

import dev.rendezvous.api.limit.AccountLimits;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** An operator amends the list of approved devices whatever the limits say (R37). Answered with {@link AccountLimits}. */
public record OverrideApprovals(@TargetAggregateIdentifier AccountId accountId, Amendment amendment, String reason) {}
