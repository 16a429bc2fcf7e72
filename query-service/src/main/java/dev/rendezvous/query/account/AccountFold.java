package dev.rendezvous.query.account;

import dev.rendezvous.api.account.AccountClosed;
import dev.rendezvous.api.account.AccountEvent;
import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.account.AccountOpened;
import dev.rendezvous.api.account.AccountPutOnHold;
import dev.rendezvous.api.account.AccountReactivated;
import dev.rendezvous.api.account.AccountStatus;
import dev.rendezvous.api.account.ActivationStatusChanged;
import dev.rendezvous.api.account.ChangeWindowReset;
import dev.rendezvous.api.account.DeviceApproved;
import dev.rendezvous.api.account.DeviceLinked;
import dev.rendezvous.api.account.DeviceManagementChanged;
import dev.rendezvous.api.account.DeviceRenamed;
import dev.rendezvous.api.account.DeviceSignedOn;
import dev.rendezvous.api.account.DeviceStatus;
import dev.rendezvous.api.account.DeviceUnapproved;
import dev.rendezvous.api.account.DeviceUnlinked;
import dev.rendezvous.api.account.OperatorStatusChanged;
import dev.rendezvous.api.account.ProfileAssigned;
import dev.rendezvous.api.limit.ApprovalChange;
import dev.rendezvous.api.limit.DeviceLimits;
import dev.rendezvous.api.profile.DeviceGroups;
import dev.rendezvous.api.profile.Profile;
import dev.rendezvous.api.registration.DeviceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One account as its events have told it so far: the one place on the read side where they are made a state. Takes in one
 * event after the other, and remembers only what is true now. Not thread-safe.
 */
public final class AccountFold {
    private final AccountId accountId;
    private final Map<DeviceId, DeviceView> devices = new HashMap<>(2);
    private final List<ApprovalChange> changes = new ArrayList<>(0);
    private @Nullable AccountStatus status;
    private String profile = Profile.STANDARD.name();

    public AccountFold(AccountId accountId) {
        this.accountId = accountId;
    }

    /** Takes in the account's next event; returns what it made of a device, {@code null} if nothing. */
    public @Nullable DeviceChange on(AccountEvent event, Instant at) {
        if (event instanceof DeviceLinked linked) return link(linked, at);
        if (event instanceof DeviceUnlinked unlinked) return unlink(unlinked.deviceId());
        if (event instanceof DeviceApproved approved) return approve(approved, at);
        if (event instanceof DeviceUnapproved unapproved) return unapprove(unapproved, at);
        if (event instanceof DeviceRenamed renamed) {
            return change(renamed.deviceId(), device -> device.named(renamed.name()));
        }
        if (event instanceof DeviceSignedOn signedOn) return signOn(signedOn, at);
        if (event instanceof OperatorStatusChanged changed) {
            return status(changed.deviceId(), status -> status.with(changed.status()));
        }
        if (event instanceof ActivationStatusChanged changed) {
            return status(changed.deviceId(), status -> status.with(changed.status()));
        }
        if (event instanceof DeviceManagementChanged changed) {
            return status(changed.deviceId(), status -> status.managed(changed.managed()));
        }
        ofAccount(event);
        return null;
    }

    /** What is none of these, such as a refusal, changes nothing. */
    private void ofAccount(AccountEvent event) {
        if (event instanceof AccountOpened opened) {
            status = AccountStatus.ACTIVE;
            profile = opened.profile();
        } else if (event instanceof ProfileAssigned assigned) {
            profile = assigned.profile();
        } else if (event instanceof AccountPutOnHold) {
            status = AccountStatus.ON_HOLD;
        } else if (event instanceof AccountReactivated) {
            status = AccountStatus.ACTIVE;
        } else if (event instanceof AccountClosed) {
            status = AccountStatus.CLOSED;
        } else if (event instanceof ChangeWindowReset) {
            changes.clear(); // R37
        }
    }

    /** The account as it is after the events so far; empty before it was opened. */
    public Optional<AccountView> view() {
        List<DeviceView> byAge = devices.values().stream()
                .sorted(Comparator.comparing(DeviceView::linkedAt)
                        .thenComparing(device -> device.deviceId().value()))
                .toList();
        return Optional.ofNullable(status).map(known -> new AccountView(accountId, known, profile, byAge, changes));
    }

    /** {@code null} before it was opened. */
    public @Nullable AccountStatus status() {
        return status;
    }

    /** Name of its profile. */
    public String profile() {
        return profile;
    }

    /** The changes of the list of approved devices that may count, oldest first: a view, not a copy. */
    public List<ApprovalChange> changes() {
        return Collections.unmodifiableList(changes);
    }

    /** The device that is linked under this identity; {@code null} if none. */
    public @Nullable DeviceView device(DeviceId deviceId) {
        return devices.get(deviceId);
    }

    /** The limits as all devices but one use them. */
    public DeviceLimits limitsBeside(DeviceId deviceId, Profile rules, DeviceGroups groups) {
        return new DeviceLimits(
                rules,
                devices.values().stream()
                        .filter(other -> !other.deviceId().equals(deviceId))
                        .map(other -> other.within(groups))
                        .toList());
    }

    /** Linked once more, what was said of the device stays, and its old token is dead (R23). */
    private DeviceChange link(DeviceLinked event, Instant at) {
        DeviceView before = devices.get(event.deviceId());
        DeviceView after = new DeviceView(
                event.deviceId(),
                event.name(),
                event.deviceType(),
                event.token(),
                before == null ? DeviceStatus.LINKED : before.status(),
                at,
                before == null ? null : before.lastApprovedAt(),
                before == null ? null : before.lastUnapprovedAt(),
                before == null ? null : before.lastSignOnAt());
        devices.put(event.deviceId(), after);
        return new DeviceChange(before, after);
    }

    private @Nullable DeviceChange unlink(DeviceId deviceId) {
        DeviceView before = devices.remove(deviceId);
        return before == null ? null : new DeviceChange(before, null);
    }

    /** An override uses up no change (R37). */
    private @Nullable DeviceChange approve(DeviceApproved event, Instant at) {
        if (event.cause() != DeviceApproved.Cause.OVERRIDE) {
            changes.add(new ApprovalChange(at, event.deviceId(), true, event.amendment()));
        }
        return change(event.deviceId(), device -> device.approvedAt(at));
    }

    private @Nullable DeviceChange unapprove(DeviceUnapproved event, Instant at) {
        if (event.cause() == DeviceUnapproved.Cause.AMENDMENT) {
            changes.add(new ApprovalChange(at, event.deviceId(), false, event.amendment()));
        }
        return change(event.deviceId(), device -> device.unapprovedAt(at));
    }

    /** With a token that is dead by now nobody signs on. */
    private @Nullable DeviceChange signOn(DeviceSignedOn event, Instant at) {
        return change(
                event.deviceId(), device -> device.token().equals(event.token()) ? device.signedOnAt(at) : device);
    }

    private @Nullable DeviceChange status(DeviceId deviceId, UnaryOperator<DeviceStatus> change) {
        return change(deviceId, device -> device.with(change.apply(device.status())));
    }

    private @Nullable DeviceChange change(DeviceId deviceId, UnaryOperator<DeviceView> change) {
        DeviceView before = devices.get(deviceId);
        if (before == null) return null;
        DeviceView after = change.apply(before);
        devices.put(deviceId, after);
        return new DeviceChange(before, after);
    }
}
