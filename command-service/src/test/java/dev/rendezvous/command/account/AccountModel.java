package dev.rendezvous.command.account;

import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.account.AccountStatus;
import dev.rendezvous.api.account.ActivationStatus;
import dev.rendezvous.api.account.AmendApprovals;
import dev.rendezvous.api.account.Amendment;
import dev.rendezvous.api.account.Approval;
import dev.rendezvous.api.account.ChangeAccountStatus;
import dev.rendezvous.api.account.ChangeActivationStatus;
import dev.rendezvous.api.account.ChangeOperatorStatus;
import dev.rendezvous.api.account.DeviceStanding;
import dev.rendezvous.api.account.ManageDevice;
import dev.rendezvous.api.account.OpenAccount;
import dev.rendezvous.api.account.OperatorStatus;
import dev.rendezvous.api.account.OverrideApprovals;
import dev.rendezvous.api.account.ResetChangeWindow;
import dev.rendezvous.api.account.UnlinkDevice;
import dev.rendezvous.api.limit.AccountLimits;
import dev.rendezvous.api.limit.ChangeUse;
import dev.rendezvous.api.limit.GroupUse;
import dev.rendezvous.api.limit.LimitUse;
import dev.rendezvous.api.profile.GroupLimit;
import dev.rendezvous.api.profile.Profile;
import dev.rendezvous.api.refusal.Refusal;
import dev.rendezvous.api.refusal.RefusalCode;
import dev.rendezvous.api.registration.DeviceId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the rules R20 to R38 say of an account and its devices, written from the rules and as plainly as it can be. Where
 * several rules refuse, the rules do not say which one is told; the order here is the API's.
 */
final class AccountModel {
    /** Devices of every type are in the group of the type's name; {@code tv} is the type that has no group. */
    record Link(DeviceId deviceId, String type) {}

    record SignOnWith(DeviceId deviceId) {}

    record Define(Profile profile) {}

    /** @param recorded whether history tells of the command */
    record Outcome(@Nullable Refusal refusal, boolean recorded) {}

    private record Device(String type, boolean enabled, boolean active, boolean managed, boolean approved) {
        boolean counts() { // R30, as far as its group lets it
            return enabled && active && !managed;
        }

        @Nullable
        String group() {
            return type.equals("tv") ? null : type;
        }
    }

    private static final Outcome DONE = new Outcome(null, true);
    private static final Outcome NO_NEWS = new Outcome(null, false);

    private final Map<Class<?>, Function<Object, Outcome>> rules = new HashMap<>();
    private final Map<String, Profile> profiles = new HashMap<>();
    private final Map<DeviceId, Device> devices = new HashMap<>();
    private final ChangesModel changes = new ChangesModel();
    private AccountStatus status = AccountStatus.ACTIVE;
    private String profileName;
    private Instant now;

    AccountModel(List<Profile> profiles, Instant now) {
        profiles.forEach(profile -> this.profiles.put(profile.name(), profile));
        this.profileName = profiles.get(0).name();
        this.now = now;
        rule(Define.class, this::define);
        rule(OpenAccount.class, this::assign);
        rule(ChangeAccountStatus.class, this::changeStatus);
        rule(Link.class, this::link);
        rule(SignOnWith.class, this::signOn);
        rule(UnlinkDevice.class, this::unlink);
        rule(ChangeOperatorStatus.class, this::enable);
        rule(ChangeActivationStatus.class, this::activate);
        rule(ManageDevice.class, this::manage);
        rule(AmendApprovals.class, this::amend);
        rule(OverrideApprovals.class, this::override);
        rule(ResetChangeWindow.class, this::reset);
    }

    private <C> void rule(Class<C> command, Function<C, Outcome> rule) {
        rules.put(command, sent -> rule.apply(command.cast(sent)));
    }

    Outcome handle(Object command, Instant at) {
        now = at;
        return Objects.requireNonNull(rules.get(command.getClass())).apply(command);
    }

    // --- account

    private Outcome define(Define command) { // R33
        profiles.put(command.profile().name(), command.profile());
        return NO_NEWS;
    }

    private Outcome assign(OpenAccount command) {
        if (status == AccountStatus.CLOSED) return no(RefusalCode.ACCOUNT_CLOSED);
        if (command.profile().equals(profileName)) return NO_NEWS;
        profileName = command.profile();
        return DONE;
    }

    private Outcome changeStatus(ChangeAccountStatus command) {
        if (command.status() == status) return NO_NEWS;
        if (status == AccountStatus.CLOSED) return no(RefusalCode.ACCOUNT_CLOSED); // which is final
        status = command.status();
        return DONE;
    }

    // --- devices

    private Outcome link(Link command) {
        RefusalCode account = refusalOfAccount();
        if (account != null) return no(account); // R22
        Device before = devices.get(command.deviceId());
        Device after = before == null
                ? new Device(command.type(), true, true, false, false)
                : new Device(command.type(), before.enabled, before.active, before.managed, before.approved); // R23
        Refusal refusal = refusalOfRoom(before, after);
        if (refusal != null) return new Outcome(refusal, true);
        boolean approves = before == null && approvesAutomatically();
        if (approves) changes.addApproval(now);
        devices.put(command.deviceId(), approves ? approved(after, true) : after);
        return DONE;
    }

    private boolean approvesAutomatically() { // R36
        boolean room = profile().approvedDeviceLimit() == null
                || approvedCount() < profile().approvedDeviceLimit();
        return profile().approvalEnabled() && room && changes.allowApproval(profile(), now);
    }

    private Outcome signOn(SignOnWith command) { // R25, R36, R38
        Device device = devices.get(command.deviceId());
        if (device == null) return no(RefusalCode.UNAUTHENTICATED);
        RefusalCode refusal = refusalOfSignIn(device);
        return refusal == null ? DONE : no(refusal);
    }

    private Outcome unlink(UnlinkDevice command) { // R25
        return devices.remove(command.deviceId()) == null ? no(RefusalCode.DEVICE_UNKNOWN) : DONE;
    }

    private Outcome enable(ChangeOperatorStatus command) {
        boolean enabled = command.status() == OperatorStatus.ENABLED;
        return change(
                command.deviceId(),
                before -> new Device(before.type, enabled, before.active, before.managed, before.approved));
    }

    private Outcome activate(ChangeActivationStatus command) {
        boolean active = command.status() == ActivationStatus.ACTIVE;
        return change(
                command.deviceId(),
                before -> new Device(before.type, before.enabled, active, before.managed, before.approved));
    }

    private Outcome manage(ManageDevice command) { // R30: what needs no approval is not on the list
        boolean managed = command.managed();
        return change(
                command.deviceId(),
                before -> new Device(before.type, before.enabled, before.active, managed, !managed && before.approved));
    }

    private Outcome change(DeviceId deviceId, Function<Device, Device> change) {
        Device before = devices.get(deviceId);
        if (before == null) return no(RefusalCode.DEVICE_UNKNOWN);
        Device after = change.apply(before);
        if (after.equals(before)) return NO_NEWS;
        if (status == AccountStatus.CLOSED) return no(RefusalCode.ACCOUNT_CLOSED);
        Refusal refusal = refusalOfRoom(before, after);
        if (refusal != null) return new Outcome(refusal, true);
        devices.put(deviceId, after);
        return DONE;
    }

    /** Whatever comes to count where it did not needs a place there (R32); the place that it has it keeps (R23, R33). */
    private @Nullable Refusal refusalOfRoom(@Nullable Device before, Device after) {
        if (!after.counts()) return null;
        GroupLimit group = groupLimit(after);
        boolean newInGroup = before == null || !before.counts() || !Objects.equals(before.group(), after.group());
        if (group != null && group.limit() != null && newInGroup) {
            int used = counted(device -> group.group().equals(device.group()));
            if (used >= group.limit()) return reached(RefusalCode.GROUP_LIMIT_REACHED, group.limit(), used, group);
        }
        boolean newOnAccount = before == null || !before.counts() || ignoresDeviceLimit(before);
        Integer limit = profile().deviceLimit();
        if (ignoresDeviceLimit(after) || !newOnAccount || limit == null) return null;
        int used = counted(device -> !ignoresDeviceLimit(device));
        return used < limit ? null : reached(RefusalCode.DEVICE_LIMIT_REACHED, limit, used, null);
    }

    private static Refusal reached(RefusalCode code, int limit, int used, @Nullable GroupLimit group) {
        Map<String, Object> facts = new HashMap<>(Map.of("limit", limit, "used", used));
        if (group != null) facts.put("group", group.group());
        return new Refusal(code, facts);
    }

    // --- the list of approved devices

    private Outcome amend(AmendApprovals command) { // R34, R35
        RefusalCode refusal = refusalOfAccount() == null ? refusalOfList(command.amendment()) : refusalOfAccount();
        if (refusal != null) return no(refusal);
        int added = added(command.amendment());
        int removed = removed(command.amendment());
        if (added + removed == 0) return NO_NEWS;
        Integer places = profile().approvedDeviceLimit();
        if (places != null && added > 0 && approvedCount() - removed + added > places) {
            return new Outcome(reached(RefusalCode.APPROVED_LIMIT_REACHED, places, approvedCount(), null), true);
        }
        if (!changes.allowAmendment(profile(), added, now)) return new Outcome(tooOften(added), true);
        carryOut(command.amendment());
        changes.addAmendment(now, added);
        return DONE;
    }

    private Outcome override(OverrideApprovals command) { // R37
        RefusalCode refusal =
                status == AccountStatus.CLOSED ? RefusalCode.ACCOUNT_CLOSED : refusalOfList(command.amendment());
        if (refusal != null) return no(refusal);
        boolean news = added(command.amendment()) + removed(command.amendment()) > 0;
        carryOut(command.amendment());
        return news ? DONE : NO_NEWS;
    }

    private Outcome reset(ResetChangeWindow command) { // R37
        if (status == AccountStatus.CLOSED) return no(RefusalCode.ACCOUNT_CLOSED);
        if (changes.isEmpty()) return NO_NEWS;
        changes.clear();
        return DONE;
    }

    private @Nullable RefusalCode refusalOfList(Amendment amendment) {
        if (!profile().approvalEnabled()) return RefusalCode.APPROVAL_NOT_ENABLED;
        boolean known = devices.keySet().containsAll(amendment.approve())
                && devices.keySet().containsAll(amendment.unapprove());
        return known ? null : RefusalCode.DEVICE_UNKNOWN;
    }

    private int added(Amendment amendment) {
        return (int) amendment.approve().stream()
                .map(this::device)
                .filter(device -> !device.managed && !device.approved)
                .count();
    }

    private int removed(Amendment amendment) {
        return (int)
                amendment.unapprove().stream().filter(id -> device(id).approved).count();
    }

    private void carryOut(Amendment amendment) {
        amendment.unapprove().forEach(id -> devices.put(id, approved(device(id), false)));
        amendment.approve().forEach(id -> devices.put(id, approved(device(id), !device(id).managed)));
    }

    private static Device approved(Device device, boolean approved) {
        return new Device(device.type, device.enabled, device.active, device.managed, approved);
    }

    private Refusal tooOften(int added) {
        ChangeUse use = changes.use(profile(), now);
        int limit = Objects.requireNonNull(use.limit());
        Refusal refusal = reached(RefusalCode.CHANGE_LIMIT_REACHED, limit, use.used(), null);
        Instant next = changes.nextTimeForAmendment(profile(), added);
        return next == null ? refusal : refusal.with("nextChangeAt", next);
    }

    /** The first instant after now at which a change leaves the window. */
    @Nullable
    Instant nextLeaving(Instant at) {
        return changes.nextLeaving(profile(), at);
    }

    // --- what is told

    AccountLimits limits() { // R39
        return new AccountLimits(
                use(counted(device -> !ignoresDeviceLimit(device)), profile().deviceLimit()),
                use(approvedCount(), profile().approvedDeviceLimit()),
                profile().groups().stream().map(this::groupUse).toList(),
                changes.use(profile(), now));
    }

    private static LimitUse use(int used, @Nullable Integer limit) { // R33
        return new LimitUse(used, limit, limit != null && limit < used);
    }

    private GroupUse groupUse(GroupLimit group) {
        LimitUse use = use(counted(device -> group.group().equals(device.group())), group.limit());
        return new GroupUse(group.group(), use.used(), use.limit(), use.overLimit(), group.ignoreDeviceLimit());
    }

    Map<DeviceId, DeviceStanding> standings(AccountId accountId) { // R38, R39
        Map<DeviceId, DeviceStanding> standings = new HashMap<>();
        devices.forEach((id, device) -> {
            Approval approval = approvalOf(device);
            boolean signsIn = refusalOfSignIn(device) == null;
            standings.put(
                    id,
                    new DeviceStanding(
                            id,
                            accountId,
                            device.enabled ? OperatorStatus.ENABLED : OperatorStatus.DISABLED,
                            device.active ? ActivationStatus.ACTIVE : ActivationStatus.INACTIVE,
                            approval,
                            signsIn,
                            signsIn && approval != Approval.UNAPPROVED,
                            changes.use(profile(), now)));
        });
        return standings;
    }

    private Approval approvalOf(Device device) {
        if (device.managed || !profile().approvalEnabled()) return Approval.NOT_REQUIRED;
        return device.approved ? Approval.APPROVED : Approval.UNAPPROVED;
    }

    private @Nullable RefusalCode refusalOfSignIn(Device device) {
        if (refusalOfAccount() != null) return refusalOfAccount();
        if (!device.enabled) return RefusalCode.DEVICE_DISABLED;
        return device.active ? null : RefusalCode.DEVICE_INACTIVE;
    }

    private @Nullable RefusalCode refusalOfAccount() {
        return switch (status) {
            case ACTIVE -> null;
            case ON_HOLD -> RefusalCode.ACCOUNT_ON_HOLD;
            case CLOSED -> RefusalCode.ACCOUNT_CLOSED;
        };
    }

    private static Outcome no(RefusalCode code) {
        return new Outcome(Refusal.of(code), false);
    }

    private Device device(DeviceId id) {
        return Objects.requireNonNull(devices.get(id));
    }

    private Profile profile() {
        return Objects.requireNonNull(profiles.get(profileName));
    }

    private int counted(Predicate<Device> which) {
        return (int)
                devices.values().stream().filter(Device::counts).filter(which).count();
    }

    private int approvedCount() {
        return (int) devices.values().stream().filter(device -> device.approved).count();
    }

    private @Nullable GroupLimit groupLimit(Device device) {
        return profile().groups().stream()
                .filter(limit -> limit.group().equals(device.group()))
                .findFirst()
                .orElse(null);
    }

    private boolean ignoresDeviceLimit(Device device) {
        GroupLimit limit = groupLimit(device);
        return limit != null && limit.ignoreDeviceLimit();
    }
}
