package dev.rendezvous.api.account;

import dev.rendezvous.api.personal.Personal;
import dev.rendezvous.api.registration.DeviceId;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * The device is no longer on the account's list of approved devices, although still linked (R34, R37).
 *
 * @param amendment which of the account's amendments removed it, the first being 1; {@code null} if none did
 * @param reason the operator's, for an override
 */
@Revision("2")
public record DeviceUnapproved(
        AccountId accountId,
        DeviceId deviceId,
        Cause cause,
        @Nullable Long amendment,
        @Personal @Nullable String reason)
        implements AccountEvent {
    /** What took it away; a device that becomes the operator's own needs no approval and leaves its place. */
    public enum Cause {
        AMENDMENT,
        OVERRIDE,
        MANAGED
    }
}
