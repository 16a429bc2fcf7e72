package dev.rendezvous.api.account;

import dev.rendezvous.api.registration.DeviceId;
import org.axonframework.serialization.Revision;

/** The device belongs to the account no more and its token is dead (R24, R25). */
@Revision("1")
public record DeviceUnlinked(AccountId accountId, DeviceId deviceId, Reason reason) implements AccountEvent {
    /** Who ended the link: its account holder, an operator, or the device's move to another account. */
    public enum Reason {
        USER,
        OPERATOR,
        MOVED
    }
}
