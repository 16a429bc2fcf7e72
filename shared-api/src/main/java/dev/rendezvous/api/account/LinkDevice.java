package dev.rendezvous.api.account;

import org.axonframework.commandhandling.RoutingKey;
import org.jspecify.annotations.Nullable;

/**
 * Links the device that shows the code to the account (R20). Answered with {@link LinkedDevice}.
 *
 * @param reason why an operator does it on the customer's behalf (R26)
 */
public record LinkDevice(
        @RoutingKey AccountId accountId, String typedCode, @Nullable String name, @Nullable String reason)
        implements OfAccount {}
