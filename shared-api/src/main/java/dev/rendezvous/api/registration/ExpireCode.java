package dev.rendezvous.api.registration;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** The clock has passed the lifetime of a code: have history say so (R14). */
public record ExpireCode(@TargetAggregateIdentifier SessionId sessionId) {}
