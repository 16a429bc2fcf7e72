package dev.rendezvous.query.explanation;

import dev.rendezvous.api.account.Approval;
import dev.rendezvous.api.account.LimitReached;
import dev.rendezvous.api.limit.ChangeWindow;
import dev.rendezvous.api.limit.DeviceLimits;
import dev.rendezvous.api.limit.LimitUse;
import dev.rendezvous.api.profile.DeviceGroups;
import dev.rendezvous.api.profile.Profile;
import dev.rendezvous.api.refusal.RefusalCode;
import dev.rendezvous.query.account.AccountView;
import dev.rendezvous.query.account.DeviceView;
import dev.rendezvous.query.explanation.Explanation.Limit;
import dev.rendezvous.query.explanation.Explanation.Occurrence;
import dev.rendezvous.query.explanation.Explanation.Verdict;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Explains what one device might do at one instant, by the same values that decide (R40). */
final class Explainer {
    private static final String STATUSES = "R38";
    private static final String PLACES = "R32";
    private static final String APPROVED_LIST = "R34";
    private static final String CHANGE_LIMIT = "R35";

    private final AccountAsOf history;
    private final AccountView account;
    private final DeviceSaid device;
    private final @Nullable DeviceView linked;
    private final Profile rules;
    private final DeviceGroups groups;
    private final Instant at;

    /**
     * @param account as {@code history} tells it
     * @param rules what the account's profile allowed then
     */
    Explainer(
            AccountAsOf history,
            AccountView account,
            DeviceSaid device,
            Profile rules,
            DeviceGroups groups,
            Instant at) {
        this.history = history;
        this.account = account;
        this.device = device;
        this.linked = account.device(device.deviceId());
        this.rules = rules;
        this.groups = groups;
        this.at = at;
    }

    Explanation explain() {
        return new Explanation(
                account.accountId(),
                device.deviceId(),
                at,
                account.status(),
                rules.name(),
                deviceThen(),
                signIn(),
                play(),
                place(),
                approve(),
                history.refusalsOf(device.deviceId()).stream()
                        .limit(Explanation.MOST_REFUSALS)
                        .toList());
    }

    private Explanation.@Nullable Device deviceThen() {
        return linked == null
                ? null
                : new Explanation.Device(
                        linked.deviceType(),
                        group(),
                        linked.status().managed(),
                        linked.status().operatorStatus(),
                        linked.status().activationStatus(),
                        linked.status().approvalUnder(rules),
                        linked.linkedAt());
    }

    private Verdict signIn() {
        return byStatus(
                linked == null ? RefusalCode.DEVICE_UNKNOWN : linked.status().signInRefusal(account.status()));
    }

    private Verdict play() {
        return byStatus(linked == null ? RefusalCode.DEVICE_UNKNOWN : account.playRefusal(linked, rules));
    }

    private Verdict byStatus(@Nullable RefusalCode code) {
        return new Verdict(code == null, code, STATUSES, null, reasonsFor(code), List.of(), null, Remedies.of(code));
    }

    private List<Occurrence> reasonsFor(@Nullable RefusalCode code) {
        if (code == null) return device.said(AccountAsOf.LINK, AccountAsOf.APPROVAL, AccountAsOf.MANAGED);
        return switch (code) {
            case ACCOUNT_ON_HOLD, ACCOUNT_CLOSED -> history.statusSaid();
            case DEVICE_DISABLED -> device.said(AccountAsOf.OPERATOR);
            case DEVICE_INACTIVE -> device.said(AccountAsOf.ACTIVATION);
            case DEVICE_UNAPPROVED -> device.said(AccountAsOf.LINK, AccountAsOf.APPROVAL);
            default -> device.said(AccountAsOf.LINK);
        };
    }

    /** R30-R33: does it use a place, or would there be one for it? */
    private Verdict place() {
        DeviceLimits beside = account.limitsBeside(device.deviceId(), rules, groups);
        boolean hasPlace = linked != null && linked.status().counts();
        LimitReached reached = hasPlace ? null : beside.reachedFor(group());
        boolean ofGroup = reached != null && reached.code() == RefusalCode.GROUP_LIMIT_REACHED;
        LimitUse use = ofGroup ? beside.useOf(group()) : beside.use();
        RefusalCode code = reached == null ? null : reached.code();
        return new Verdict(
                code == null,
                code,
                PLACES,
                new Limit(ofGroup ? group() : null, use.used(), use.limit(), null),
                device.said(AccountAsOf.LINK, AccountAsOf.MANAGED),
                placesTaken(beside, ofGroup),
                null,
                Remedies.of(code));
    }

    private List<Occurrence> placesTaken(DeviceLimits beside, boolean ofGroup) {
        return said(AccountAsOf.LINK, other -> beside.counts(other.within(groups), ofGroup ? group() : null));
    }

    /** R34-R36: is it on the list, or could it be added? */
    private Verdict approve() {
        RefusalCode ofAccount = account.status().refusal();
        if (ofAccount != null) return byStatus(ofAccount);
        if (linked == null) return byStatus(RefusalCode.DEVICE_UNKNOWN);
        Approval approval = linked.status().approvalUnder(rules);
        if (approval == Approval.NOT_REQUIRED) return approvable(APPROVED_LIST, null, null, List.of(), null);
        LimitUse list = account.limitsBeside(device.deviceId(), rules, groups).approved();
        if (approval == Approval.APPROVED || !list.hasRoomFor(1)) return byList(approval, list);
        return byChanges(new ChangeWindow(rules.approvalChanges(), account.changes()));
    }

    private Verdict byList(Approval approval, LimitUse list) {
        List<Occurrence> others =
                said(AccountAsOf.APPROVAL, other -> other.status().approved());
        RefusalCode code = approval == Approval.APPROVED ? null : RefusalCode.APPROVED_LIMIT_REACHED;
        Limit limit = new Limit(null, list.used(), list.limit(), null);
        return approvable(APPROVED_LIST, code, limit, others, null);
    }

    private Verdict byChanges(ChangeWindow window) {
        int cost = window.costOfAmendment(1);
        boolean hasRoom = window.hasRoomFor(cost, at);
        List<Occurrence> counted = window.countedAt(at).stream()
                .map(change -> new Occurrence(
                        change.added() ? "DeviceApproved" : "DeviceUnapproved",
                        change.at(),
                        change.deviceId(),
                        window.leavesAt(change)))
                .toList();
        Limit limit = new Limit(
                null, counted.size(), window.rule().limit(), window.rule().windowDays());
        RefusalCode code = hasRoom ? null : RefusalCode.CHANGE_LIMIT_REACHED;
        return approvable(CHANGE_LIMIT, code, limit, counted, hasRoom ? null : window.nextTimeFor(cost, at));
    }

    private Verdict approvable(
            String rule,
            @Nullable RefusalCode code,
            @Nullable Limit limit,
            List<Occurrence> counted,
            @Nullable Instant possibleFrom) {
        List<Occurrence> said = device.said(AccountAsOf.LINK, AccountAsOf.APPROVAL, AccountAsOf.MANAGED);
        return new Verdict(code == null, code, rule, limit, said, counted, possibleFrom, Remedies.of(code));
    }

    /** What was said of those other devices, oldest first. */
    private List<Occurrence> said(String what, Predicate<DeviceView> those) {
        return account.devices().stream()
                .filter(other -> !other.deviceId().equals(device.deviceId()) && those.test(other))
                .map(other -> history.saidOf(other.deviceId()))
                .filter(Objects::nonNull)
                .flatMap(other -> other.said(what).stream())
                .sorted(Comparator.comparing(Occurrence::at))
                .toList();
    }

    private @Nullable String group() {
        return groups.groupOf(device.deviceType());
    }
}
