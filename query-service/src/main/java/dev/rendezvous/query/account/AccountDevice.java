package dev.rendezvous.query.account;

import dev.rendezvous.api.account.AccountStatus;
import dev.rendezvous.api.account.ActivationStatus;
import dev.rendezvous.api.account.Approval;
import dev.rendezvous.api.account.DeviceStatus;
import dev.rendezvous.api.account.OperatorStatus;
import dev.rendezvous.api.profile.Profile;
import dev.rendezvous.api.registration.DeviceId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A linked device as its account sees it (R39). */
public record AccountDevice(
        DeviceId deviceId,
        @Nullable String name,
        @Nullable String deviceType,
        @Nullable String group,
        boolean managed,
        OperatorStatus operatorStatus,
        ActivationStatus activationStatus,
        Approval approval,
        boolean canSignIn,
        boolean canPlay,
        Instant linkedAt,
        @Nullable Instant lastApprovedAt,
        @Nullable Instant lastUnapprovedAt,
        @Nullable Instant lastSignOnAt) {
    static AccountDevice of(DeviceView device, @Nullable String group, AccountStatus account, Profile profile) {
        DeviceStatus status = device.status();
        return new AccountDevice(
                device.deviceId(),
                device.name(),
                device.deviceType(),
                group,
                status.managed(),
                status.operatorStatus(),
                status.activationStatus(),
                status.approvalUnder(profile),
                status.signInRefusal(account) == null,
                status.playRefusal(account, profile) == null,
                device.linkedAt(),
                device.lastApprovedAt(),
                device.lastUnapprovedAt(),
                device.lastSignOnAt());
    }
}
