package dev.rendezvous.query.explanation;

import dev.rendezvous.api.account.AccountClosed;
import dev.rendezvous.api.account.AccountEvent;
import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.account.AccountOpened;
import dev.rendezvous.api.account.AccountPutOnHold;
import dev.rendezvous.api.account.AccountReactivated;
import dev.rendezvous.api.account.ActivationStatusChanged;
import dev.rendezvous.api.account.AmendmentRefused;
import dev.rendezvous.api.account.DeviceApproved;
import dev.rendezvous.api.account.DeviceLinked;
import dev.rendezvous.api.account.DeviceManagementChanged;
import dev.rendezvous.api.account.DeviceRefused;
import dev.rendezvous.api.account.DeviceUnapproved;
import dev.rendezvous.api.account.DeviceUnlinked;
import dev.rendezvous.api.account.LimitReached;
import dev.rendezvous.api.account.OperatorStatusChanged;
import dev.rendezvous.api.registration.DeviceId;
import dev.rendezvous.query.account.AccountFold;
import dev.rendezvous.query.account.AccountView;
import dev.rendezvous.query.account.DeviceChange;
import dev.rendezvous.query.account.DeviceView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An account as its history tells it, and which events tell it so: what happened is taken in one event after the other. Not
 * thread-safe.
 */
final class AccountAsOf {
    static final String LINK = "link";
    static final String OPERATOR = "operator status";
    static final String ACTIVATION = "activation status";
    static final String MANAGED = "managed";
    static final String APPROVAL = "approval";

    private static final Map<Class<? extends AccountEvent>, String> OF_DEVICES = Map.of(
            DeviceLinked.class, LINK,
            DeviceUnlinked.class, LINK,
            OperatorStatusChanged.class, OPERATOR,
            ActivationStatusChanged.class, ACTIVATION,
            DeviceManagementChanged.class, MANAGED,
            DeviceApproved.class, APPROVAL,
            DeviceUnapproved.class, APPROVAL);
    private static final Set<Class<? extends AccountEvent>> OF_STATUS =
            Set.of(AccountOpened.class, AccountPutOnHold.class, AccountReactivated.class, AccountClosed.class);

    private final AccountFold state;
    private final Map<DeviceId, DeviceSaid> devices = new HashMap<>();
    private final Map<DeviceId, List<Explanation.PastRefusal>> refusals = new HashMap<>();
    private Explanation.@Nullable Occurrence statusSaid;

    AccountAsOf(AccountId accountId) {
        this.state = new AccountFold(accountId);
    }

    void on(AccountEvent event, Instant at) {
        DeviceChange change = state.on(event, at);
        String kind = OF_DEVICES.get(event.getClass());
        if (change != null && kind != null) said(change, kind, event, at);
        if (OF_STATUS.contains(event.getClass())) statusSaid = occurrence(event, at, null);
        if (event instanceof DeviceRefused refused) {
            devices.computeIfAbsent(refused.deviceId(), id -> new DeviceSaid(id, refused.deviceType(), Map.of()));
            refused(refused.deviceId(), refused.reached(), null, at);
        }
        if (event instanceof AmendmentRefused refused) {
            Stream.of(refused.amendment().approve(), refused.amendment().unapprove())
                    .flatMap(List::stream)
                    .forEach(device -> refused(device, refused.reached(), refused.nextChangeAt(), at));
        }
    }

    /** What was said of a device before stays as long as it is linked (R23). */
    private void said(DeviceChange change, String kind, AccountEvent event, Instant at) {
        DeviceView device = change.device();
        DeviceSaid known = devices.get(device.deviceId());
        boolean comesOrGoes = change.before() == null || change.after() == null;
        Map<String, Explanation.Occurrence> before = known == null || comesOrGoes ? Map.of() : known.said();
        DeviceSaid said = new DeviceSaid(device.deviceId(), device.deviceType(), before);
        devices.put(device.deviceId(), said.saying(kind, occurrence(event, at, device.deviceId())));
    }

    /** The account after the events so far; empty before it was opened. */
    Optional<AccountView> view() {
        return state.view();
    }

    List<Explanation.Occurrence> statusSaid() {
        return statusSaid == null ? List.of() : List.of(statusSaid);
    }

    /** Of a device of which the history speaks, linked or not; {@code null} if it does not. */
    @Nullable
    DeviceSaid saidOf(DeviceId deviceId) {
        return devices.get(deviceId);
    }

    /** Newest first. */
    List<Explanation.PastRefusal> refusalsOf(DeviceId deviceId) {
        List<Explanation.PastRefusal> newestFirst = new ArrayList<>(refusals.getOrDefault(deviceId, List.of()));
        Collections.reverse(newestFirst);
        return newestFirst;
    }

    private static Explanation.Occurrence occurrence(AccountEvent event, Instant at, @Nullable DeviceId deviceId) {
        return new Explanation.Occurrence(event.getClass().getSimpleName(), at, deviceId, null);
    }

    private void refused(DeviceId deviceId, LimitReached reached, @Nullable Instant nextChangeAt, Instant at) {
        refusals.computeIfAbsent(deviceId, id -> new ArrayList<>())
                .add(new Explanation.PastRefusal(
                        at, reached.code(), reached.group(), reached.limit(), reached.used(), nextChangeAt));
    }
}
