package dev.rendezvous.api.registration;

import dev.rendezvous.api.account.AccountId;
import org.axonframework.commandhandling.RoutingKey;

/** An account holder says that the device with this code is not theirs to link. */
public record DeclineCode(@RoutingKey AccountId accountId, String typedCode) {}
