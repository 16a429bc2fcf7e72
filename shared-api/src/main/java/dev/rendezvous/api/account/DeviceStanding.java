package dev.rendezvous.api.account;

import dev.rendezvous.api.limit.ChangeUse;
import dev.rendezvous.api.profile.Profile;
import dev.rendezvous.api.registration.DeviceId;

/**
 * What a linked device is, and what it may do now (R38, R39).
 *
 * @param changes how often its account's list of approved devices may still change
 */
public record DeviceStanding(
        DeviceId deviceId,
        AccountId accountId,
        OperatorStatus operatorStatus,
        ActivationStatus activationStatus,
        Approval approval,
        boolean canSignIn,
        boolean canPlay,
        ChangeUse changes) {
    public static DeviceStanding of(
            DeviceId deviceId,
            AccountId accountId,
            AccountStatus accountStatus,
            DeviceStatus status,
            Profile profile,
            ChangeUse changes) {
        return new DeviceStanding(
                deviceId,
                accountId,
                status.operatorStatus(),
                status.activationStatus(),
                status.approvalUnder(profile),
                status.signInRefusal(accountStatus) == null,
                status.playRefusal(accountStatus, profile) == null,
                changes);
    }
}
