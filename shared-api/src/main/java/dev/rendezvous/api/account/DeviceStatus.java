package dev.rendezvous.api.account;

import dev.rendezvous.api.profile.Profile;
import dev.rendezvous.api.refusal.RefusalCode;
import org.jspecify.annotations.Nullable;

/**
 * All that is said of a linked device, and what follows from it: the decision table (R30, R38).
 *
 * @param managed whether it is the operator's own box
 * @param approved whether it is on the account's list of approved devices, whatever the profile says of approval
 */
public record DeviceStatus(
        OperatorStatus operatorStatus, ActivationStatus activationStatus, boolean managed, boolean approved) {
    /** A device of which nothing was said yet. */
    public static final DeviceStatus LINKED =
            new DeviceStatus(OperatorStatus.ENABLED, ActivationStatus.ACTIVE, false, false);

    public DeviceStatus with(OperatorStatus other) {
        return new DeviceStatus(other, activationStatus, managed, approved);
    }

    public DeviceStatus with(ActivationStatus other) {
        return new DeviceStatus(operatorStatus, other, managed, approved);
    }

    public DeviceStatus managed(boolean other) {
        return new DeviceStatus(operatorStatus, activationStatus, other, approved);
    }

    public DeviceStatus approved(boolean other) {
        return new DeviceStatus(operatorStatus, activationStatus, managed, other);
    }

    /** Whether it uses a place, as far as its group lets it (R30). */
    public boolean counts() {
        return refusal() == null && !managed;
    }

    public Approval approvalUnder(Profile profile) {
        if (!profile.approvalEnabled() || managed) return Approval.NOT_REQUIRED;
        return approved ? Approval.APPROVED : Approval.UNAPPROVED;
    }

    /** Why the device may not sign in, the account's reason first; {@code null} if it may. */
    public @Nullable RefusalCode signInRefusal(AccountStatus account) {
        RefusalCode ofAccount = account.refusal();
        return ofAccount == null ? refusal() : ofAccount;
    }

    /** Why the device may not play: it may not sign in, or lacks approval; {@code null} if it may. */
    public @Nullable RefusalCode playRefusal(AccountStatus account, Profile profile) {
        RefusalCode refusal = signInRefusal(account);
        if (refusal != null) return refusal;
        return approvalUnder(profile) == Approval.UNAPPROVED ? RefusalCode.DEVICE_UNAPPROVED : null;
    }

    private @Nullable RefusalCode refusal() {
        if (operatorStatus == OperatorStatus.DISABLED) return RefusalCode.DEVICE_DISABLED;
        return activationStatus == ActivationStatus.INACTIVE ? RefusalCode.DEVICE_INACTIVE : null;
    }
}
