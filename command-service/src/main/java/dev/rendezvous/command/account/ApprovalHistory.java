package dev.rendezvous.command.account;

import dev.rendezvous.api.account.ChangeWindowReset;
import dev.rendezvous.api.account.DeviceApproved;
import dev.rendezvous.api.account.DeviceUnapproved;
import dev.rendezvous.api.limit.ApprovalChange;
import dev.rendezvous.api.limit.ChangeWindow;
import dev.rendezvous.api.profile.Profile;
import dev.rendezvous.api.registration.DeviceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.jspecify.annotations.Nullable;

/** The changes of one account's list of approved devices, as far as they may count (R35, R37). Part of {@link Account}. */
class ApprovalHistory {
    private final List<ApprovalChange> changes = new ArrayList<>();
    private long amendments;

    ChangeWindow window(Profile profile) {
        return new ChangeWindow(profile.approvalChanges(), changes);
    }

    /** Whether there is a change that may count. */
    boolean remembersAny() {
        return !changes.isEmpty();
    }

    /** The number of the amendment that comes next. */
    long nextAmendment() {
        return amendments + 1;
    }

    /** An override uses up no change. */
    @EventSourcingHandler
    void on(DeviceApproved event, @Timestamp Instant at) {
        if (event.cause() != DeviceApproved.Cause.OVERRIDE) remember(at, event.deviceId(), true, event.amendment());
    }

    @EventSourcingHandler
    void on(DeviceUnapproved event, @Timestamp Instant at) {
        if (event.cause() == DeviceUnapproved.Cause.AMENDMENT) remember(at, event.deviceId(), false, event.amendment());
    }

    @EventSourcingHandler
    void on(ChangeWindowReset event) {
        changes.clear();
    }

    private void remember(Instant at, DeviceId deviceId, boolean added, @Nullable Long amendment) {
        changes.add(new ApprovalChange(at, deviceId, added, amendment));
        if (amendment != null) amendments = amendment;
    }
}
