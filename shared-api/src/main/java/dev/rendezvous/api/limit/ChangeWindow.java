package dev.rendezvous.api.limit;

import dev.rendezvous.api.profile.ApprovalChanges;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How often an account's list of approved devices may still change (R35). The window is rolling: a change leaves it
 * exactly {@code windowDays} days of 24 hours after it was made.
 *
 * @param made oldest first
 */
public record ChangeWindow(ApprovalChanges rule, List<ApprovalChange> made) {
    public ChangeWindow {
        made = List.copyOf(made);
    }

    /** The changes that count at {@code now}, oldest first; of an amendment that is one change, the first device stands for all. */
    public List<ApprovalChange> countedAt(Instant now) {
        Set<Long> amendments = new HashSet<>();
        return made.stream()
                .filter(change -> isOne(change, amendments))
                .filter(change -> leavesAt(change).isAfter(now))
                .toList();
    }

    /** How many changes count at {@code now}. */
    public int usedAt(Instant now) {
        return countedAt(now).size();
    }

    /** How many changes it is to add that many devices in one amendment. */
    public int costOfAmendment(int added) {
        return switch (rule.counts()) {
            case APPROVALS -> added;
            case AMENDMENTS -> 1;
        };
    }

    /** How many changes it is to add a device that signs on for the first time (R36). */
    public int costOfFirstSignOn() {
        return switch (rule.counts()) {
            case APPROVALS -> 1;
            case AMENDMENTS -> 0;
        };
    }

    /** Whether so many changes are possible at {@code now}; none always are. */
    public boolean hasRoomFor(int changes, Instant now) {
        return changes == 0 || rule.limit() == null || usedAt(now) + changes <= rule.limit();
    }

    /** When so many changes are possible: {@code now} if they are already; {@code null} if they never are. */
    public @Nullable Instant nextTimeFor(int changes, Instant now) {
        if (hasRoomFor(changes, now)) return now;
        Integer limit = rule.limit();
        if (limit == null || changes > limit) return null;
        List<ApprovalChange> counted = countedAt(now);
        return leavesAt(counted.get(counted.size() + changes - limit - 1));
    }

    /** When a change stops counting. */
    public Instant leavesAt(ApprovalChange change) {
        return change.at().plus(Duration.ofDays(rule.windowDays()));
    }

    /** Each addition is a change by itself, or the first of what belongs to an amendment stands for all of it. */
    private boolean isOne(ApprovalChange change, Set<Long> amendments) {
        return switch (rule.counts()) {
            case APPROVALS -> change.added();
            case AMENDMENTS -> change.amendment() != null && amendments.add(change.amendment());
        };
    }
}
