package dev.rendezvous.api.account;

import dev.rendezvous.api.personal.Personal;
import dev.rendezvous.api.registration.DeviceId;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * The device is on the account's list of approved devices (R34, R36, R37).
 *
 * @param amendment which of the account's amendments added it, the first being 1; {@code null} if none did
 * @param reason the operator's, for an override
 */
@Revision("2")
public record DeviceApproved(
        AccountId accountId,
        DeviceId deviceId,
        Cause cause,
        @Nullable Long amendment,
        @Personal @Nullable String reason)
        implements AccountEvent {
    /** What brought it there. Whatever an override does uses up no change. */
    public enum Cause {
        FIRST_SIGN_ON,
        AMENDMENT,
        OVERRIDE
    }
}
