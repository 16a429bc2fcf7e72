package dev.rendezvous.api.limit;

import dev.rendezvous.api.profile.ApprovalChanges;
import dev.rendezvous.api.profile.Profile;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many changes of the list of approved devices are used, and when the next is possible (R35, R39).
 *
 * @param limit changes within the window; {@code null} for unlimited
 * @param allowedNow whether one more change is possible now
 * @param nextChangeAt when it is possible, if it is not now; {@code null} if it is, or never will be
 */
public record ChangeUse(
        int used,
        @Nullable Integer limit,
        int windowDays,
        ApprovalChanges.Counted counts,
        boolean allowedNow,
        @Nullable Instant nextChangeAt) {
    /** @param made the account's changes, oldest first */
    public static ChangeUse of(Profile profile, List<ApprovalChange> made, Instant now) {
        ApprovalChanges rule = profile.approvalChanges();
        ChangeWindow window = new ChangeWindow(rule, made);
        boolean hasRoom = window.hasRoomFor(1, now);
        boolean allowed = profile.approvalEnabled() && hasRoom;
        Instant next = hasRoom || !profile.approvalEnabled() ? null : window.nextTimeFor(1, now);
        return new ChangeUse(window.usedAt(now), rule.limit(), rule.windowDays(), rule.counts(), allowed, next);
    }
}
