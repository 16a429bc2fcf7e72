package dev.rendezvous.query.explanation;

import dev.rendezvous.api.account.AccountClosed;
import dev.rendezvous.api.account.AccountEvent;
import dev.rendezvous.api.account.AccountOpened;
import dev.rendezvous.api.account.AccountPutOnHold;
import dev.rendezvous.api.account.AccountReactivated;
import dev.rendezvous.api.account.AccountStatus;
import dev.rendezvous.api.account.ActivationStatusChanged;
import dev.rendezvous.api.account.AmendmentRefused;
import dev.rendezvous.api.account.ChangeWindowReset;
import dev.rendezvous.api.account.DeviceApproved;
import dev.rendezvous.api.account.DeviceLinked;
import dev.rendezvous.api.account.DeviceManagementChanged;
import dev.rendezvous.api.account.DeviceRefused;
import dev.rendezvous.api.account.DeviceUnapproved;
import dev.rendezvous.api.account.DeviceUnlinked;
import dev.rendezvous.api.account.LimitReached;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.jspecify.annotations.Nullable;

/** An account as its history tells it: what happened is taken in one event after the other. Not thread-safe. */
final class AccountAsOf {
    static final String LINK = "link";
    static final String OPERATOR = "operator status";
    static final String ACTIVATION = "activation status";
    static final String MANAGED = "managed";
    static final String APPROVAL = "approval";

    private @Nullable AccountStatus status;
    private @Nullable String profile;
    private Explanation.@Nullable Occurrence statusSaid;
    private final Map<DeviceId, DeviceAsOf> devices = new HashMap<>();
    private final List<ApprovalChange> changes = new ArrayList<>();
    private final Map<DeviceId, List<Explanation.PastRefusal>> refusals = new HashMap<>();

    @EventHandler
    void on(AccountOpened event, @Timestamp Instant at) {
        becomes(AccountStatus.ACTIVE, event, at);
        profile = event.profile();
    }

    @EventHandler
    void on(ProfileAssigned event) {
        profile = event.profile();
    }

    @EventHandler
    void on(AccountPutOnHold event, @Timestamp Instant at) {
        becomes(AccountStatus.ON_HOLD, event, at);
    }

    @EventHandler
    void on(AccountReactivated event, @Timestamp Instant at) {
        becomes(AccountStatus.ACTIVE, event, at);
    }

    @EventHandler
    void on(AccountClosed event, @Timestamp Instant at) {
        becomes(AccountStatus.CLOSED, event, at);
    }

    @EventHandler
    void on(DeviceLinked event, @Timestamp Instant at) {
        change(event.deviceId(), device -> device.linked(event, at));
    }

    @EventHandler
    void on(DeviceUnlinked event, @Timestamp Instant at) {
        change(event.deviceId(), device -> device.unlinked(event, at));
    }

    @EventHandler
    void on(OperatorStatusChanged event, @Timestamp Instant at) {
        change(event.deviceId(), device -> device.with(device.status().with(event.status()), OPERATOR, event, at));
    }

    @EventHandler
    void on(ActivationStatusChanged event, @Timestamp Instant at) {
        change(event.deviceId(), device -> device.with(device.status().with(event.status()), ACTIVATION, event, at));
    }

    @EventHandler
    void on(DeviceManagementChanged event, @Timestamp Instant at) {
        change(event.deviceId(), device -> device.with(device.status().managed(event.managed()), MANAGED, event, at));
    }

    /** An override uses up no change (R37). */
    @EventHandler
    void on(DeviceApproved event, @Timestamp Instant at) {
        change(event.deviceId(), device -> device.with(device.status().approved(true), APPROVAL, event, at));
        if (event.cause() == DeviceApproved.Cause.OVERRIDE) return;
        changes.add(new ApprovalChange(at, event.deviceId(), true, event.amendment()));
    }

    @EventHandler
    void on(DeviceUnapproved event, @Timestamp Instant at) {
        change(event.deviceId(), device -> device.with(device.status().approved(false), APPROVAL, event, at));
        if (event.cause() != DeviceUnapproved.Cause.AMENDMENT) return;
        changes.add(new ApprovalChange(at, event.deviceId(), false, event.amendment()));
    }

    @EventHandler
    void on(ChangeWindowReset event) {
        changes.clear();
    }

    @EventHandler
    void on(DeviceRefused event, @Timestamp Instant at) {
        devices.computeIfAbsent(event.deviceId(), id -> DeviceAsOf.neverLinked(id, event.deviceType()));
        refused(event.deviceId(), event.reached(), null, at);
    }

    @EventHandler
    void on(AmendmentRefused event, @Timestamp Instant at) {
        Stream.of(event.amendment().approve(), event.amendment().unapprove())
                .flatMap(List::stream)
                .forEach(device -> refused(device, event.reached(), event.nextChangeAt(), at));
    }

    /** {@code null} before it was opened. */
    @Nullable
    AccountStatus status() {
        return status;
    }

    /** Name of the profile; {@code null} before it was opened. */
    @Nullable
    String profile() {
        return profile;
    }

    List<Explanation.Occurrence> statusSaid() {
        return statusSaid == null ? List.of() : List.of(statusSaid);
    }

    /** A device of which the history speaks, linked or not; {@code null} if it does not. */
    @Nullable
    DeviceAsOf device(DeviceId deviceId) {
        return devices.get(deviceId);
    }

    List<DeviceAsOf> linkedDevices() {
        return devices.values().stream().filter(DeviceAsOf::isLinked).toList();
    }

    /** The limits as the other devices used them. */
    DeviceLimits limitsBeside(DeviceId deviceId, Profile rules, DeviceGroups groups) {
        return new DeviceLimits(
                rules,
                linkedDevices().stream()
                        .filter(device -> !device.deviceId().equals(deviceId))
                        .map(device -> new DeviceLimits.Device(device.status(), groups.groupOf(device.deviceType())))
                        .toList());
    }

    /** As far as they may count, oldest first. */
    List<ApprovalChange> changes() {
        return List.copyOf(changes);
    }

    /** Newest first. */
    List<Explanation.PastRefusal> refusalsOf(DeviceId deviceId) {
        List<Explanation.PastRefusal> newestFirst = new ArrayList<>(refusals.getOrDefault(deviceId, List.of()));
        Collections.reverse(newestFirst);
        return newestFirst;
    }

    private void becomes(AccountStatus other, AccountEvent event, Instant at) {
        status = other;
        statusSaid = new Explanation.Occurrence(event.getClass().getSimpleName(), at, null, null);
    }

    private void change(DeviceId deviceId, UnaryOperator<DeviceAsOf> change) {
        devices.compute(
                deviceId, (id, device) -> change.apply(device == null ? DeviceAsOf.neverLinked(id, null) : device));
    }

    private void refused(DeviceId deviceId, LimitReached reached, @Nullable Instant nextChangeAt, Instant at) {
        refusals.computeIfAbsent(deviceId, id -> new ArrayList<>())
                .add(new Explanation.PastRefusal(
                        at, reached.code(), reached.group(), reached.limit(), reached.used(), nextChangeAt));
    }
}
