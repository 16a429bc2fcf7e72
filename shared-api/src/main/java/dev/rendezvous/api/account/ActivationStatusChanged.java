package dev.rendezvous.api.account;

import dev.rendezvous.api.personal.Personal;
import dev.rendezvous.api.registration.DeviceId;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** A linked device has another activation status (R38). */
@Revision("2")
public record ActivationStatusChanged(
        AccountId accountId, DeviceId deviceId, ActivationStatus status, @Personal @Nullable String reason)
        implements AccountEvent {}
