package dev.rendezvous.api.account;

import dev.rendezvous.api.personal.Personal;
import dev.rendezvous.api.registration.DeviceId;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** A linked device has another operator status (R38). */
@Revision("2")
public record OperatorStatusChanged(
        AccountId accountId, DeviceId deviceId, OperatorStatus status, @Personal @Nullable String reason)
        implements AccountEvent {}
