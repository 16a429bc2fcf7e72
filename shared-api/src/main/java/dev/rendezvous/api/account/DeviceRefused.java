package dev.rendezvous.api.account;

import dev.rendezvous.api.registration.DeviceId;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * There was no room for the device (R32, R50).
 *
 * @param reached the limit as it was then
 */
@Revision("1")
public record DeviceRefused(AccountId accountId, DeviceId deviceId, @Nullable String deviceType, LimitReached reached)
        implements AccountEvent {}
