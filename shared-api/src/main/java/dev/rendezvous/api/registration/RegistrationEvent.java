package dev.rendezvous.api.registration;

/** What can happen to a registration session. Each but the first two ends it. */
public sealed interface RegistrationEvent
        permits CodeIssued, CodeClaimed, SessionLinked, SessionDenied, SessionRefused, SessionCancelled, CodeExpired {
    SessionId sessionId();
}
