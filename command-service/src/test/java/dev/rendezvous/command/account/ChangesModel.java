package dev.rendezvous.command.account;

import static java.util.Comparator.naturalOrder;

import dev.rendezvous.api.limit.ChangeUse;
import dev.rendezvous.api.profile.ApprovalChanges;
import dev.rendezvous.api.profile.ApprovalChanges.Counted;
import dev.rendezvous.api.profile.Profile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the rules R35 and R37 say of the changes of an account's list of approved devices. Part of {@link AccountModel}. */
final class ChangesModel {
    /** What was done at one instant, as each way of counting has it. */
    private record Change(Instant at, int approvals, int amendments) {}

    private final List<Change> changes = new ArrayList<>();

    /** One device was added by itself (R36). */
    void addApproval(Instant at) {
        changes.add(new Change(at, 1, 0));
    }

    void addAmendment(Instant at, int added) {
        changes.add(new Change(at, added, 1));
    }

    boolean isEmpty() {
        return changes.isEmpty();
    }

    void clear() {
        changes.clear();
    }

    boolean allowApproval(Profile profile, Instant now) {
        return isPossible(profile, countsApprovals(profile) ? 1 : 0, now);
    }

    boolean allowAmendment(Profile profile, int added, Instant now) {
        return isPossible(profile, countsApprovals(profile) ? added : 1, now);
    }

    @Nullable
    Instant nextTimeForAmendment(Profile profile, int added) {
        return nextTimeFor(profile, countsApprovals(profile) ? added : 1);
    }

    ChangeUse use(Profile profile, Instant now) {
        ApprovalChanges rule = profile.approvalChanges();
        boolean possible = isPossible(profile, 1, now);
        boolean enabled = profile.approvalEnabled();
        Instant next = possible || !enabled ? null : nextTimeFor(profile, 1);
        int used = used(profile, now);
        return new ChangeUse(used, rule.limit(), rule.windowDays(), rule.counts(), possible && enabled, next);
    }

    /** The first instant after now at which a change leaves the window. */
    @Nullable
    Instant nextLeaving(Profile profile, Instant now) {
        return leaving(profile)
                .filter(leaves -> leaves.isAfter(now))
                .min(naturalOrder())
                .orElse(null);
    }

    private static boolean countsApprovals(Profile profile) {
        return profile.approvalChanges().counts() == Counted.APPROVALS;
    }

    private static Instant leavesAt(Profile profile, Change change) {
        return change.at.plus(Duration.ofHours(24L * profile.approvalChanges().windowDays()));
    }

    private Stream<Instant> leaving(Profile profile) {
        return changes.stream().map(change -> leavesAt(profile, change));
    }

    private int used(Profile profile, Instant at) {
        int used = 0;
        for (Change change : changes) {
            if (!at.isBefore(leavesAt(profile, change))) continue;
            used += countsApprovals(profile) ? change.approvals : change.amendments;
        }
        return used;
    }

    private boolean isPossible(Profile profile, int cost, Instant at) {
        Integer limit = profile.approvalChanges().limit();
        return cost == 0 || limit == null || used(profile, at) + cost <= limit;
    }

    /** The use only falls as time passes, each time a change leaves. */
    private @Nullable Instant nextTimeFor(Profile profile, int cost) {
        return leaving(profile)
                .filter(at -> isPossible(profile, cost, at))
                .min(naturalOrder())
                .orElse(null);
    }
}
