package dev.rendezvous.command.account;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.account.Amendment;
import dev.rendezvous.api.account.AmendmentRefused;
import dev.rendezvous.api.account.DeviceApproved;
import dev.rendezvous.api.account.DeviceUnapproved;
import dev.rendezvous.api.account.LimitReached;
import dev.rendezvous.api.limit.AccountLimits;
import dev.rendezvous.api.limit.ChangeUse;
import dev.rendezvous.api.limit.ChangeWindow;
import dev.rendezvous.api.limit.DeviceLimits;
import dev.rendezvous.api.limit.LimitUse;
import dev.rendezvous.api.profile.Profile;
import dev.rendezvous.api.refusal.RefusalCode;
import dev.rendezvous.api.refusal.Refused;
import dev.rendezvous.api.registration.DeviceId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An account's list of approved devices while one command decides about it (R34-R37). */
final class ApprovedList {
    private final AccountId accountId;
    private final RegisteredDevices devices;
    private final ApprovalHistory history;
    private final Profile profile;
    private final AccountRules rules;
    private final Instant now;

    ApprovedList(
            AccountId accountId,
            RegisteredDevices devices,
            ApprovalHistory history,
            Profile profile,
            AccountRules rules) {
        this.accountId = accountId;
        this.devices = devices;
        this.history = history;
        this.profile = profile;
        this.rules = rules;
        this.now = rules.now();
    }

    /** The account's limits as they are used now, also after this list has changed. */
    AccountLimits limits() {
        return AccountLimits.of(deviceLimits(), window().made(), now);
    }

    /** How often the list may still change. */
    ChangeUse changes() {
        return ChangeUse.of(profile, window().made(), now);
    }

    /** A device signs on for the first time: it is added if that is possible, and may sign on anyway (R36). */
    void signOnFirst(DeviceId deviceId) {
        ChangeWindow window = window();
        boolean added = profile.approvalEnabled()
                && deviceLimits().approved().hasRoomFor(1)
                && window.hasRoomFor(window.costOfFirstSignOn(), now);
        if (!added) return;
        apply(new DeviceApproved(accountId, deviceId, DeviceApproved.Cause.FIRST_SIGN_ON, null, null));
    }

    /**
     * Changes the list, all or nothing. What is on the list already, and what needs no approval, is no news.
     *
     * @throws Refused with APPROVAL_NOT_ENABLED, DEVICE_UNKNOWN, APPROVED_LIMIT_REACHED or CHANGE_LIMIT_REACHED
     */
    void amend(Amendment amendment) {
        requireApprovalEnabled();
        List<DeviceId> added = devices.notYetApproved(amendment);
        List<DeviceId> removed = devices.stillApproved(amendment);
        if (added.isEmpty() && removed.isEmpty()) return;
        requireRoom(amendment, added.size(), removed.size());
        requireChanges(amendment, added.size());
        long number = history.nextAmendment();
        remove(removed, DeviceUnapproved.Cause.AMENDMENT, number, null);
        add(added, DeviceApproved.Cause.AMENDMENT, number, null);
    }

    /** Changes the list whatever its limits say (R37). @throws Refused with APPROVAL_NOT_ENABLED or DEVICE_UNKNOWN */
    void override(Amendment amendment, String reason) {
        requireApprovalEnabled();
        List<DeviceId> added = devices.notYetApproved(amendment);
        remove(devices.stillApproved(amendment), DeviceUnapproved.Cause.OVERRIDE, null, reason);
        add(added, DeviceApproved.Cause.OVERRIDE, null, reason);
    }

    private void requireApprovalEnabled() {
        if (profile.approvalEnabled()) return;
        throw new Refused(RefusalCode.APPROVAL_NOT_ENABLED, "the account's devices need no approval");
    }

    private void requireRoom(Amendment amendment, int added, int removed) {
        LimitUse approved = deviceLimits().approved();
        Integer limit = approved.limit();
        if (limit == null || LimitUse.of(approved.used() - removed, limit).hasRoomFor(added)) return;
        throw refused(
                new AmendmentRefused(
                        accountId,
                        amendment,
                        new LimitReached(RefusalCode.APPROVED_LIMIT_REACHED, null, limit, approved.used()),
                        null),
                "so many devices may not be approved at once; unapprove others");
    }

    private void requireChanges(Amendment amendment, int added) {
        ChangeWindow window = window();
        int changes = window.costOfAmendment(added);
        Integer limit = profile.approvalChanges().limit();
        if (limit == null || window.hasRoomFor(changes, now)) return;
        throw refused(
                new AmendmentRefused(
                        accountId,
                        amendment,
                        new LimitReached(RefusalCode.CHANGE_LIMIT_REACHED, null, limit, window.usedAt(now)),
                        window.nextTimeFor(changes, now)),
                "the list of approved devices may not change so often");
    }

    private static Refused refused(AmendmentRefused event, String message) {
        apply(event);
        return new Refused(event.refusal(), message);
    }

    private void remove(
            List<DeviceId> removed, DeviceUnapproved.Cause cause, @Nullable Long number, @Nullable String reason) {
        removed.forEach(device -> apply(new DeviceUnapproved(accountId, device, cause, number, reason)));
    }

    private void add(List<DeviceId> added, DeviceApproved.Cause cause, @Nullable Long number, @Nullable String reason) {
        added.forEach(device -> apply(new DeviceApproved(accountId, device, cause, number, reason)));
    }

    private ChangeWindow window() {
        return history.window(profile);
    }

    private DeviceLimits deviceLimits() {
        return devices.limits(profile, rules.groups());
    }
}
