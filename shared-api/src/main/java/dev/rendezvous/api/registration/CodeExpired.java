package dev.rendezvous.api.registration;

import org.axonframework.serialization.Revision;

/** The lifetime of the code had passed before the session was decided; appended once, up to a minute later (R14). */
@Revision("1")
public record CodeExpired(SessionId sessionId) implements RegistrationEvent {}
