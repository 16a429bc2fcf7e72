package dev.rendezvous.api.account;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Makes all that was stored about the person behind an account unreadable, whatever the account's status (R57). */
public record ErasePersonalData(@TargetAggregateIdentifier AccountId accountId, String reason) {}
