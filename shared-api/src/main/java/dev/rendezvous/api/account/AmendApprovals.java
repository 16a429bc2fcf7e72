package dev.rendezvous.api.account;

import dev.rendezvous.api.limit.AccountLimits;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Amends the account's list of approved devices (R34, R35). Answered with {@link AccountLimits}. */
public record AmendApprovals(@TargetAggregateIdentifier AccountId accountId, Amendment amendment) {}
