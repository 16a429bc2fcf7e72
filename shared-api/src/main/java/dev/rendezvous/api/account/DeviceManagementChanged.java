package dev.rendezvous.api.account;

import dev.rendezvous.api.registration.DeviceId;
import org.axonframework.serialization.Revision;

/** A linked device is the operator's own box, or no longer so: a managed one counts towards no limit (R30). */
@Revision("1")
public record DeviceManagementChanged(AccountId accountId, DeviceId deviceId, boolean managed)
        implements AccountEvent {}
