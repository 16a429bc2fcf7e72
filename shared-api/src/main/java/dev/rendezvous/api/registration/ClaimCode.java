package dev.rendezvous.api.registration;

import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.account.OfAccount;
import org.axonframework.commandhandling.RoutingKey;

/** An account holder entered a code and wants to see what it would link. Answered with {@link ClaimedDevice}. */
public record ClaimCode(@RoutingKey AccountId accountId, String typedCode) implements OfAccount {}
