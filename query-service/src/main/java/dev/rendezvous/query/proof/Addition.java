package dev.rendezvous.query.proof;

import dev.rendezvous.api.account.AccountEvent;
import dev.rendezvous.api.account.DeviceApproved;
import dev.rendezvous.api.account.DeviceUnapproved;
import dev.rendezvous.api.account.LimitReached;
import dev.rendezvous.api.limit.ApprovalChange;
import dev.rendezvous.api.limit.ChangeWindow;
import dev.rendezvous.api.limit.LimitUse;
import dev.rendezvous.api.profile.DeviceGroups;
import dev.rendezvous.api.profile.Profile;
import dev.rendezvous.api.refusal.RefusalCode;
import dev.rendezvous.api.registration.DeviceId;
import dev.rendezvous.query.account.AccountFold;
import dev.rendezvous.query.account.DeviceChange;
import dev.rendezvous.query.account.DeviceView;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one event added to its account, each of which a limit may forbid.
 *
 * @param group of the device
 * @param place whether the device counts now and did not, or not in this group
 * @param approval whether it is on the list of approved devices now and was not
 * @param change whether the event may be a change of that list in the sense of R35
 */
record Addition(DeviceId deviceId, @Nullable String group, boolean place, boolean approval, boolean change) {
    /** What an event added; {@code null} if it took the device away. Not for an override, which no limit binds (R37). */
    static @Nullable Addition by(AccountEvent event, DeviceChange change, DeviceGroups groups) {
        DeviceView before = change.before();
        DeviceView after = change.after();
        if (after == null) return null;
        String group = groups.groupOf(after.deviceType());
        boolean hadThisPlace = before != null
                && before.status().counts()
                && Objects.equals(groups.groupOf(before.deviceType()), group);
        boolean wasApproved = before != null && before.status().approved();
        return new Addition(
                after.deviceId(),
                group,
                after.status().counts() && !hadThisPlace,
                after.status().approved() && !wasApproved,
                isChangeOfTheList(event));
    }

    /** Whether there is anything that a limit could forbid. */
    boolean isAny() {
        return place || approval || change;
    }

    private static boolean isChangeOfTheList(AccountEvent event) {
        return event instanceof DeviceApproved
                || (event instanceof DeviceUnapproved unapproved
                        && unapproved.cause() == DeviceUnapproved.Cause.AMENDMENT);
    }

    /**
     * The limits that forbid it, as they were used before.
     *
     * @param after the account with it
     */
    List<LimitReached> forbiddenBy(AccountFold after, Profile rules, DeviceGroups groups, Instant at) {
        return Stream.of(
                        place ? after.limitsBeside(deviceId, rules, groups).reachedFor(group) : null,
                        approval
                                ? fullList(after.limitsBeside(deviceId, rules, groups)
                                        .approved())
                                : null,
                        change ? usedUpWindow(after.changes(), rules, at) : null)
                .filter(Objects::nonNull)
                .toList();
    }

    private static @Nullable LimitReached fullList(LimitUse others) {
        return reached(RefusalCode.APPROVED_LIMIT_REACHED, others.limit(), others.used(), 1);
    }

    /** @param made the last is the change in question, which is none if it belongs to an amendment that was counted */
    private static @Nullable LimitReached usedUpWindow(List<ApprovalChange> made, Profile rules, Instant at) {
        int used = new ChangeWindow(rules.approvalChanges(), made).usedAt(at);
        int before = new ChangeWindow(rules.approvalChanges(), made.subList(0, made.size() - 1)).usedAt(at);
        return reached(RefusalCode.CHANGE_LIMIT_REACHED, rules.approvalChanges().limit(), before, used - before);
    }

    private static @Nullable LimitReached reached(RefusalCode code, @Nullable Integer limit, int before, int more) {
        if (limit == null || LimitUse.of(before, limit).hasRoomFor(more)) return null;
        return new LimitReached(code, null, limit, before);
    }
}
