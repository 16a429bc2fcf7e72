package dev.rendezvous.api.account;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Puts an account on hold, reactivates it, or closes it for good. */
public record ChangeAccountStatus(
        @TargetAggregateIdentifier AccountId accountId, AccountStatus status, @Nullable String reason) {}
