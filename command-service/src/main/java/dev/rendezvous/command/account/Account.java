package dev.rendezvous.command.account;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.rendezvous.api.account.AccountClosed;
import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.account.AccountOpened;
import dev.rendezvous.api.account.AccountPutOnHold;
import dev.rendezvous.api.account.AccountReactivated;
import dev.rendezvous.api.account.AccountStatus;
import dev.rendezvous.api.account.ActivationStatusChanged;
import dev.rendezvous.api.account.AmendApprovals;
import dev.rendezvous.api.account.ChangeAccountStatus;
import dev.rendezvous.api.account.ChangeActivationStatus;
import dev.rendezvous.api.account.ChangeOperatorStatus;
import dev.rendezvous.api.account.ChangeWindowReset;
import dev.rendezvous.api.account.CodeEntryLocked;
import dev.rendezvous.api.account.DeviceLinked;
import dev.rendezvous.api.account.DeviceManagementChanged;
import dev.rendezvous.api.account.DeviceRefused;
import dev.rendezvous.api.account.DeviceRenamed;
import dev.rendezvous.api.account.DeviceSignedOn;
import dev.rendezvous.api.account.DeviceStanding;
import dev.rendezvous.api.account.DeviceStatus;
import dev.rendezvous.api.account.DeviceUnapproved;
import dev.rendezvous.api.account.DeviceUnlinked;
import dev.rendezvous.api.account.ErasePersonalData;
import dev.rendezvous.api.account.LimitReached;
import dev.rendezvous.api.account.LinkedDevice;
import dev.rendezvous.api.account.ManageDevice;
import dev.rendezvous.api.account.OpenAccount;
import dev.rendezvous.api.account.OperatorStatusChanged;
import dev.rendezvous.api.account.OverrideApprovals;
import dev.rendezvous.api.account.PersonalDataErased;
import dev.rendezvous.api.account.ProfileAssigned;
import dev.rendezvous.api.account.RenameDevice;
import dev.rendezvous.api.account.ResetChangeWindow;
import dev.rendezvous.api.account.UnlinkDevice;
import dev.rendezvous.api.account.WrongCodeEntered;
import dev.rendezvous.api.caller.Caller;
import dev.rendezvous.api.caller.Role;
import dev.rendezvous.api.limit.AccountLimits;
import dev.rendezvous.api.limit.ChangeUse;
import dev.rendezvous.api.limit.DeviceLimits;
import dev.rendezvous.api.refusal.Refusal;
import dev.rendezvous.api.refusal.RefusalCode;
import dev.rendezvous.api.refusal.Refused;
import dev.rendezvous.api.registration.DeviceId;
import dev.rendezvous.api.token.TokenRef;
import java.time.Duration;
import java.time.Instant;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateMember;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** A customer's account and the devices that belong to it. */
@Aggregate
@SuppressWarnings("NullAway.Init") // fields are filled by replay
class Account {
    @AggregateIdentifier
    private @Nullable AccountId id;

    private AccountStatus status;
    private String profile;
    private WrongCodes wrongCodes = WrongCodes.NONE;

    @AggregateMember
    private final RegisteredDevices devices = new RegisteredDevices();

    @AggregateMember
    private final ApprovalHistory approvals = new ApprovalHistory();

    Account() {}

    /** Returns whether the account was opened now. */
    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    boolean handle(OpenAccount command, AccountRules rules) {
        if (!rules.hasProfile(command.profile())) {
            throw new Refused(RefusalCode.PROFILE_UNKNOWN, "there is no profile '%s'".formatted(command.profile()));
        }
        if (id == null) {
            apply(new AccountOpened(command.accountId(), command.profile()));
            return true;
        }
        requireNotClosed();
        if (!command.profile().equals(profile)) apply(new ProfileAssigned(id, command.profile()));
        return false;
    }

    @CommandHandler
    void handle(ChangeAccountStatus command) {
        if (command.status() == status) return;
        requireNotClosed();
        AccountId account = command.accountId();
        apply(
                switch (command.status()) {
                    case ACTIVE -> new AccountReactivated(account, command.reason());
                    case ON_HOLD -> new AccountPutOnHold(account, command.reason());
                    case CLOSED -> new AccountClosed(account, command.reason());
                });
    }

    /** R57. Said once more, it erases what was learnt since. */
    @CommandHandler
    void handle(ErasePersonalData command) {
        apply(new PersonalDataErased(command.accountId(), command.reason()));
    }

    @CommandHandler
    void handle(UnlinkDevice command, @MetaDataValue(Caller.ROLE) @Nullable String role) {
        devices.require(command.deviceId());
        boolean byOperator = Role.OPERATOR.name().equals(role);
        apply(new DeviceUnlinked(
                command.accountId(),
                command.deviceId(),
                byOperator ? DeviceUnlinked.Reason.OPERATOR : DeviceUnlinked.Reason.USER));
    }

    @CommandHandler
    LinkedDevice handle(RenameDevice command) {
        requireNotClosed();
        LinkedDevice device = linked(command.deviceId());
        if (!command.name().equals(device.name())) {
            apply(new DeviceRenamed(command.accountId(), command.deviceId(), command.name()));
        }
        return linked(command.deviceId());
    }

    @CommandHandler
    void handle(ChangeOperatorStatus command, AccountRules rules) {
        RegisteredDevice device = devices.require(command.deviceId());
        if (device.status().operatorStatus() == command.status()) return;
        requireRoomIfCounted(command.accountId(), device, device.status().with(command.status()), rules);
        apply(new OperatorStatusChanged(command.accountId(), command.deviceId(), command.status(), command.reason()));
    }

    @CommandHandler
    void handle(ChangeActivationStatus command, AccountRules rules) {
        RegisteredDevice device = devices.require(command.deviceId());
        if (device.status().activationStatus() == command.status()) return;
        requireRoomIfCounted(command.accountId(), device, device.status().with(command.status()), rules);
        apply(new ActivationStatusChanged(command.accountId(), command.deviceId(), command.status(), command.reason()));
    }

    /** The operator's own box needs no approval, so it leaves its place on the list to another (R30). */
    @CommandHandler
    void handle(ManageDevice command, AccountRules rules) {
        RegisteredDevice device = devices.require(command.deviceId());
        if (device.status().managed() == command.managed()) return;
        requireRoomIfCounted(command.accountId(), device, device.status().managed(command.managed()), rules);
        apply(new DeviceManagementChanged(command.accountId(), command.deviceId(), command.managed()));
        if (!device.status().approved()) return;
        apply(new DeviceUnapproved(
                command.accountId(), command.deviceId(), DeviceUnapproved.Cause.MANAGED, null, null));
    }

    @CommandHandler
    AccountLimits handle(AmendApprovals command, AccountRules rules) {
        RefusalCode ofAccount = standsInTheWay();
        if (ofAccount != null) throw new Refused(ofAccount, "the account is " + status);
        ApprovedList approved = approvedList(command.accountId(), rules);
        approved.amend(command.amendment());
        return approved.limits();
    }

    @CommandHandler
    AccountLimits handle(OverrideApprovals command, AccountRules rules) {
        requireNotClosed();
        ApprovedList approved = approvedList(command.accountId(), rules);
        approved.override(command.amendment(), command.reason());
        return approved.limits();
    }

    @CommandHandler
    AccountLimits handle(ResetChangeWindow command, AccountRules rules) {
        requireNotClosed();
        if (approvals.remembersAny()) apply(new ChangeWindowReset(command.accountId(), command.reason()));
        return approvedList(command.accountId(), rules).limits();
    }

    /** A device that did not count and would needs a place (R32). */
    private void requireRoomIfCounted(
            AccountId accountId, RegisteredDevice before, DeviceStatus after, AccountRules rules) {
        requireNotClosed();
        if (before.status().counts() || !after.counts()) return;
        LinkedDevice device = before.device();
        LimitReached reached = devices.limits(rules.profile(profile), rules.groups())
                .reachedFor(rules.groups().groupOf(device.deviceType()));
        if (reached != null) throw refused(accountId, device.deviceId(), device.deviceType(), reached);
    }

    /** @throws Refused with CODE_ENTRY_LOCKED while too many wrong codes keep the account from entering one (R16) */
    void requireCodeEntryOpen(Instant now) {
        Duration locked = wrongCodes.lockedFor(now);
        if (locked.isZero()) return;
        throw new Refused(
                Refusal.until(RefusalCode.CODE_ENTRY_LOCKED, locked),
                "too many wrong codes; entry is locked for a while");
    }

    /** Counts a wrong code, and locks code entry if it is one too many (R16). */
    void enterWrongCode(AccountId accountId, Instant now) {
        boolean lastStraw = wrongCodes.isLastStraw(now);
        apply(new WrongCodeEntered(accountId));
        if (lastStraw) apply(new CodeEntryLocked(accountId, now.plus(WrongCodes.LOCK)));
    }

    /** What keeps the account from linking; {@code null} if nothing does (R20, R22). */
    @Nullable
    RefusalCode standsInTheWay() {
        return status.refusal();
    }

    /**
     * Makes sure that a device has a place; records the refusal if not. One that is here keeps the places it has, and needs
     * one in its group if it comes back as one of another.
     *
     * @throws Refused with DEVICE_LIMIT_REACHED or GROUP_LIMIT_REACHED (R32)
     */
    void requireRoomFor(DeviceLinked linked, AccountRules rules) {
        RegisteredDevice before = devices.find(linked.deviceId());
        if (before != null && !before.status().counts()) return;
        DeviceLimits limits = devices.limitsBeside(linked.deviceId(), rules.profile(profile), rules.groups());
        String group = rules.groups().groupOf(linked.deviceType());
        LimitReached reached = before == null
                ? limits.reachedFor(group)
                : limits.reachedFor(
                        group, rules.groups().groupOf(before.device().deviceType()));
        if (reached != null) throw refused(linked.accountId(), linked.deviceId(), linked.deviceType(), reached);
    }

    private static Refused refused(
            AccountId accountId, DeviceId deviceId, @Nullable String deviceType, LimitReached reached) {
        apply(new DeviceRefused(accountId, deviceId, deviceType, reached));
        return new Refused(reached.refusal(), "there is no room for one more device of this kind; unlink one");
    }

    /**
     * Takes the device in, and onto the list of approved devices if that is possible (R36). If it was here already, its old
     * token is dead, its name stays unless another came, and so does its approval (R23).
     */
    LinkedDevice link(DeviceLinked linked, AccountRules rules) {
        RegisteredDevice before = devices.find(linked.deviceId());
        apply(
                linked.name() == null && before != null
                        ? linked.named(before.device().name())
                        : linked);
        if (before == null) approvedList(linked.accountId(), rules).signOnFirst(linked.deviceId());
        return linked(linked.deviceId());
    }

    /** The device as this account has it. @throws Refused with DEVICE_UNKNOWN if it is not linked here */
    LinkedDevice linked(DeviceId deviceId) {
        return devices.require(deviceId).device();
    }

    boolean has(DeviceId deviceId) {
        return devices.find(deviceId) != null;
    }

    /** The device goes to another account (R24). */
    void letGo(AccountId accountId, DeviceId deviceId) {
        if (has(deviceId)) apply(new DeviceUnlinked(accountId, deviceId, DeviceUnlinked.Reason.MOVED));
    }

    /** A device starts a session (R11, R25, R38). @throws Refused as {@link #requireMaySignIn} */
    DeviceStanding signOn(AccountId accountId, DeviceId deviceId, TokenRef token, AccountRules rules) {
        RegisteredDevice device = requireMaySignIn(deviceId, token);
        apply(new DeviceSignedOn(accountId, deviceId, token));
        ChangeUse changes = approvedList(accountId, rules).changes();
        return DeviceStanding.of(deviceId, accountId, status, device.status(), rules.profile(profile), changes);
    }

    /** @throws Refused with UNAUTHENTICATED if the token is not the live one, or as account and device stand (R38) */
    RegisteredDevice requireMaySignIn(DeviceId deviceId, TokenRef token) {
        RegisteredDevice device = devices.find(deviceId);
        if (device == null || !device.token().equals(token)) throw DevicesByToken.dead();
        RefusalCode refusal = device.status().signInRefusal(status);
        if (refusal != null) throw new Refused(refusal, "the device may not sign in");
        return device;
    }

    private ApprovedList approvedList(AccountId accountId, AccountRules rules) {
        return new ApprovedList(accountId, devices, approvals, rules.profile(profile), rules);
    }

    private void requireNotClosed() {
        if (status == AccountStatus.CLOSED) throw new Refused(RefusalCode.ACCOUNT_CLOSED, "the account is closed");
    }

    @EventSourcingHandler
    void on(AccountOpened event) {
        id = event.accountId();
        profile = event.profile();
        status = AccountStatus.ACTIVE;
    }

    @EventSourcingHandler
    void on(ProfileAssigned event) {
        profile = event.profile();
    }

    @EventSourcingHandler
    void on(AccountPutOnHold event) {
        status = AccountStatus.ON_HOLD;
    }

    @EventSourcingHandler
    void on(AccountReactivated event) {
        status = AccountStatus.ACTIVE;
    }

    @EventSourcingHandler
    void on(AccountClosed event) {
        status = AccountStatus.CLOSED;
    }

    @EventSourcingHandler
    void on(WrongCodeEntered event, @Timestamp Instant at) {
        wrongCodes = wrongCodes.plus(at);
    }

    @EventSourcingHandler
    void on(CodeEntryLocked event) {
        wrongCodes = wrongCodes.lockedUntil(event.until());
    }
}
