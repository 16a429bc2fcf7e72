package dev.rendezvous.api.account;

import dev.rendezvous.api.personal.Personal;
import dev.rendezvous.api.registration.DeviceId;
import dev.rendezvous.api.registration.SessionId;
import dev.rendezvous.api.token.TokenRef;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * A device belongs to the account. For a device that did already, the token is a new one and the old one is dead (R23).
 *
 * @param token names the device token; the token itself is nowhere (R27)
 * @param reason why an operator linked it on the customer's behalf (R26)
 */
@Revision("2")
public record DeviceLinked(
        AccountId accountId,
        DeviceId deviceId,
        @Nullable String deviceType,
        @Personal @Nullable String name,
        SessionId sessionId,
        TokenRef token,
        @Personal @Nullable String reason)
        implements AccountEvent {
    /** The same link under another name. */
    public DeviceLinked named(@Nullable String other) {
        return new DeviceLinked(accountId, deviceId, deviceType, other, sessionId, token, reason);
    }
}
