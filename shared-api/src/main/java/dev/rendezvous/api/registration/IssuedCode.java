package dev.rendezvous.api.registration;

import java.time.Duration;

/** What the device shows and how it polls: durations in whole seconds. */
public record IssuedCode(SessionId sessionId, RegistrationCode code, Duration retryInterval, Duration retryDuration) {}
