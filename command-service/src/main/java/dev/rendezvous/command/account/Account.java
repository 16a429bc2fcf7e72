package dev.rendezvous.command.account;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.rendezvous.api.account.AccountClosed;
import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.account.AccountOpened;
import dev.rendezvous.api.account.AccountPutOnHold;
import dev.rendezvous.api.account.AccountReactivated;
import dev.rendezvous.api.account.AccountStatus;
import dev.rendezvous.api.account.ActivationStatusChanged;
import dev.rendezvous.api.account.ChangeAccountStatus;
import dev.rendezvous.api.account.ChangeActivationStatus;
import dev.rendezvous.api.account.ChangeOperatorStatus;
import dev.rendezvous.api.account.CodeEntryLocked;
import dev.rendezvous.api.account.DeviceLinked;
import dev.rendezvous.api.account.DeviceManagementChanged;
import dev.rendezvous.api.account.DeviceRefused;
import dev.rendezvous.api.account.DeviceRenamed;
import dev.rendezvous.api.account.DeviceSignedOn;
import dev.rendezvous.api.account.DeviceStanding;
import dev.rendezvous.api.account.DeviceUnlinked;
import dev.rendezvous.api.account.LimitReached;
import dev.rendezvous.api.account.LinkedDevice;
import dev.rendezvous.api.account.ManageDevice;
import dev.rendezvous.api.account.OpenAccount;
import dev.rendezvous.api.account.OperatorStatusChanged;
import dev.rendezvous.api.account.ProfileAssigned;
import dev.rendezvous.api.account.RenameDevice;
import dev.rendezvous.api.account.UnlinkDevice;
import dev.rendezvous.api.account.WrongCodeEntered;
import dev.rendezvous.api.caller.Caller;
import dev.rendezvous.api.caller.Role;
import dev.rendezvous.api.refusal.Refusal;
import dev.rendezvous.api.refusal.RefusalCode;
import dev.rendezvous.api.refusal.Refused;
import dev.rendezvous.api.registration.DeviceId;
import dev.rendezvous.api.token.TokenRef;
import dev.rendezvous.command.profile.DeviceGroups;
import dev.rendezvous.command.profile.Profiles;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** A customer's account and the devices that belong to it. */
@Aggregate(cache = "aggregateCache")
@SuppressWarnings("NullAway.Init") // fields are filled by replay
class Account {
    @AggregateIdentifier
    private @Nullable AccountId id;

    private AccountStatus status;
    private String profile;
    private WrongCodes wrongCodes = WrongCodes.NONE;
    private final Map<DeviceId, RegisteredDevice> devices = new HashMap<>();

    Account() {}

    /** Returns whether the account was opened now. */
    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    boolean handle(OpenAccount command, Profiles profiles) {
        if (profiles.find(command.profile()).isEmpty()) {
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

    @CommandHandler
    void handle(UnlinkDevice command, @MetaDataValue(Caller.ROLE) @Nullable String role) {
        requireLinked(command.deviceId());
        boolean byOperator = Role.OPERATOR.name().equals(role);
        apply(new DeviceUnlinked(
                command.accountId(),
                command.deviceId(),
                byOperator ? DeviceUnlinked.Reason.OPERATOR : DeviceUnlinked.Reason.USER));
    }

    @CommandHandler
    LinkedDevice handle(RenameDevice command) {
        requireNotClosed();
        LinkedDevice device = requireLinked(command.deviceId()).device();
        if (!command.name().equals(device.name())) {
            apply(new DeviceRenamed(command.accountId(), command.deviceId(), command.name()));
        }
        return requireLinked(command.deviceId()).device();
    }

    @CommandHandler
    void handle(ChangeOperatorStatus command, Profiles profiles, DeviceGroups groups) {
        RegisteredDevice device = requireLinked(command.deviceId());
        if (device.operatorStatus() == command.status()) return;
        requireRoomIfCounted(command.accountId(), device, device.with(command.status()), profiles, groups);
        apply(new OperatorStatusChanged(command.accountId(), command.deviceId(), command.status(), command.reason()));
    }

    @CommandHandler
    void handle(ChangeActivationStatus command, Profiles profiles, DeviceGroups groups) {
        RegisteredDevice device = requireLinked(command.deviceId());
        if (device.activationStatus() == command.status()) return;
        requireRoomIfCounted(command.accountId(), device, device.with(command.status()), profiles, groups);
        apply(new ActivationStatusChanged(command.accountId(), command.deviceId(), command.status(), command.reason()));
    }

    @CommandHandler
    void handle(ManageDevice command, Profiles profiles, DeviceGroups groups) {
        RegisteredDevice device = requireLinked(command.deviceId());
        if (device.managed() == command.managed()) return;
        requireRoomIfCounted(command.accountId(), device, device.managed(command.managed()), profiles, groups);
        apply(new DeviceManagementChanged(command.accountId(), command.deviceId(), command.managed()));
    }

    /** A device that did not count and would needs a place (R32). */
    private void requireRoomIfCounted(
            AccountId accountId,
            RegisteredDevice before,
            RegisteredDevice after,
            Profiles profiles,
            DeviceGroups groups) {
        requireNotClosed();
        if (before.counts() || !after.counts()) return;
        requireRoomFor(accountId, after.device().deviceId(), after.device().deviceType(), profiles, groups);
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
        return switch (status) {
            case ACTIVE -> null;
            case ON_HOLD -> RefusalCode.ACCOUNT_ON_HOLD;
            case CLOSED -> RefusalCode.ACCOUNT_CLOSED;
        };
    }

    /**
     * Makes sure that a device has a place; records the refusal if not. One that is here has its place already, unless it
     * comes back as a device of another group.
     *
     * @throws Refused with DEVICE_LIMIT_REACHED or GROUP_LIMIT_REACHED (R32)
     */
    void requireRoomFor(DeviceLinked linked, Profiles profiles, DeviceGroups groups) {
        RegisteredDevice before = devices.get(linked.deviceId());
        if (before != null && (!before.counts() || groups.areOne(before.device().deviceType(), linked.deviceType()))) {
            return;
        }
        requireRoomFor(linked.accountId(), linked.deviceId(), linked.deviceType(), profiles, groups);
    }

    private void requireRoomFor(
            AccountId accountId,
            DeviceId deviceId,
            @Nullable String deviceType,
            Profiles profiles,
            DeviceGroups groups) {
        LimitReached reached = limitsBeside(deviceId, profiles, groups).reachedFor(groups.groupOf(deviceType));
        if (reached == null) return;
        apply(new DeviceRefused(accountId, deviceId, deviceType, reached));
        throw new Refused(reached.refusal(), "there is no room for one more device of this kind; unlink one");
    }

    /** Takes the device in; if it was here already, its old token is dead and its name stays unless another came (R23). */
    LinkedDevice link(DeviceLinked linked) {
        RegisteredDevice before = devices.get(linked.deviceId());
        apply(
                linked.name() == null && before != null
                        ? linked.named(before.device().name())
                        : linked);
        return requireLinked(linked.deviceId()).device();
    }

    /** The device as this account has it. @throws Refused with DEVICE_UNKNOWN if it is not linked here */
    LinkedDevice linked(DeviceId deviceId) {
        return requireLinked(deviceId).device();
    }

    boolean has(DeviceId deviceId) {
        return devices.containsKey(deviceId);
    }

    /** The device goes to another account (R24). */
    void letGo(AccountId accountId, DeviceId deviceId) {
        if (has(deviceId)) apply(new DeviceUnlinked(accountId, deviceId, DeviceUnlinked.Reason.MOVED));
    }

    /** A device starts a session: its token must be the live one, and it and the account in order (R11, R25, R38). */
    DeviceStanding signOn(AccountId accountId, DeviceId deviceId, TokenRef token) {
        RegisteredDevice device = requireLinked(deviceId);
        if (!device.token().equals(token)) throw unknown(deviceId);
        RefusalCode ofAccount = standsInTheWay();
        if (ofAccount != null) throw new Refused(ofAccount, "the account is " + status);
        RefusalCode ofDevice = device.signInRefusal();
        if (ofDevice != null) throw new Refused(ofDevice, "the device may not sign in");
        apply(new DeviceSignedOn(accountId, deviceId, token));
        return new DeviceStanding(deviceId, accountId, device.operatorStatus(), device.activationStatus(), true);
    }

    /** The limits as all other devices use them. */
    private DeviceLimits limitsBeside(DeviceId deviceId, Profiles profiles, DeviceGroups groups) {
        return new DeviceLimits(
                profiles.find(profile).orElseThrow(),
                devices.values().stream()
                        .filter(other ->
                                other.counts() && !other.device().deviceId().equals(deviceId))
                        .map(counted -> Optional.ofNullable(
                                groups.groupOf(counted.device().deviceType())))
                        .toList());
    }

    private RegisteredDevice requireLinked(DeviceId deviceId) {
        RegisteredDevice device = devices.get(deviceId);
        if (device == null) throw unknown(deviceId);
        return device;
    }

    private static Refused unknown(DeviceId deviceId) {
        return new Refused(RefusalCode.DEVICE_UNKNOWN, "no device '%s' is linked to the account".formatted(deviceId));
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

    @EventSourcingHandler
    void on(DeviceLinked event, @Timestamp Instant at) {
        LinkedDevice device = new LinkedDevice(event.deviceId(), event.name(), event.deviceType(), at);
        RegisteredDevice before = devices.get(event.deviceId());
        devices.put(
                event.deviceId(),
                before == null
                        ? RegisteredDevice.linked(device, event.token())
                        : before.linkedAgain(device, event.token()));
    }

    @EventSourcingHandler
    void on(DeviceRenamed event) {
        change(event.deviceId(), device -> device.named(event.name()));
    }

    @EventSourcingHandler
    void on(OperatorStatusChanged event) {
        change(event.deviceId(), device -> device.with(event.status()));
    }

    @EventSourcingHandler
    void on(ActivationStatusChanged event) {
        change(event.deviceId(), device -> device.with(event.status()));
    }

    @EventSourcingHandler
    void on(DeviceManagementChanged event) {
        change(event.deviceId(), device -> device.managed(event.managed()));
    }

    @EventSourcingHandler
    void on(DeviceUnlinked event) {
        devices.remove(event.deviceId());
    }

    private void change(DeviceId deviceId, UnaryOperator<RegisteredDevice> change) {
        devices.computeIfPresent(deviceId, (id, device) -> change.apply(device));
    }
}
