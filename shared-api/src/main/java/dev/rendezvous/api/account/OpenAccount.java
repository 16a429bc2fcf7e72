package dev.rendezvous.api.account;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Opens an account, or assigns another profile to it. Answered with whether it was opened now. */
public record OpenAccount(@TargetAggregateIdentifier AccountId accountId, String profile) {}
