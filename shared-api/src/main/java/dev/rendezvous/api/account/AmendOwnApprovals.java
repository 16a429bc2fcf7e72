package dev.rendezvous.api.account;

import dev.rendezvous.api.limit.AccountLimits;
import dev.rendezvous.api.token.TokenRef;
import org.axonframework.commandhandling.RoutingKey;

/** A device amends its own account's list of approved devices (R34, R39). Answered with {@link AccountLimits}. */
public record AmendOwnApprovals(@RoutingKey TokenRef token, Amendment amendment) {}
