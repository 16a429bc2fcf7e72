package dev.rendezvous.api.registration;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** An operator ends a pending session (R17). */
public record CancelSession(@TargetAggregateIdentifier SessionId sessionId) {}
