package dev.rendezvous.api.account;

import dev.rendezvous.api.token.TokenRef;
import org.axonframework.commandhandling.RoutingKey;

/** A device starts a session with its token. Answered with {@link DeviceStanding}. */
public record SignOn(@RoutingKey TokenRef token) {}
