package dev.rendezvous.api.account;

import dev.rendezvous.api.registration.DeviceId;

/** What a linked device may do now. */
public record DeviceStanding(DeviceId deviceId, AccountId accountId, boolean canSignIn) {}
