package dev.rendezvous.query.linkeddevice;

import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.account.ChangeWindowReset;
import dev.rendezvous.api.account.DeviceApproved;
import dev.rendezvous.api.account.DeviceUnapproved;
import dev.rendezvous.api.registration.DeviceId;
import java.time.Instant;
import java.time.ZoneOffset;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.jspecify.annotations.Nullable;

/** How each account's list of approved devices changed, as far as that may count (R35, R37): one row a device and change. */
final class ApprovalChangeProjection {
    private final Changes changes;

    ApprovalChangeProjection(Changes changes) {
        this.changes = changes;
    }

    /** An override uses up no change. */
    @EventHandler
    void on(DeviceApproved event, @Timestamp Instant at) {
        if (event.cause() != DeviceApproved.Cause.OVERRIDE)
            made(event.accountId(), event.deviceId(), at, true, event.amendment());
    }

    @EventHandler
    void on(DeviceUnapproved event, @Timestamp Instant at) {
        if (event.cause() == DeviceUnapproved.Cause.AMENDMENT)
            made(event.accountId(), event.deviceId(), at, false, event.amendment());
    }

    @EventHandler
    void on(ChangeWindowReset event) {
        changes.note(
                "DELETE FROM {approval_change} WHERE account_id = ?",
                event.accountId().value());
    }

    private void made(AccountId account, DeviceId device, Instant at, boolean added, @Nullable Long amendment) {
        changes.note(
                "INSERT INTO {approval_change} (account_id, device_id, made_at, added, amendment) VALUES (?, ?, ?, ?, ?)",
                account.value(),
                device.value(),
                at.atOffset(ZoneOffset.UTC),
                added,
                amendment);
    }
}
