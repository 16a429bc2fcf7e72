package dev.rendezvous.api.account;

import dev.rendezvous.api.registration.DeviceId;

/** What a linked device is, and what it may do now (R38, R39). */
public record DeviceStanding(
        DeviceId deviceId,
        AccountId accountId,
        OperatorStatus operatorStatus,
        ActivationStatus activationStatus,
        boolean canSignIn) {}
