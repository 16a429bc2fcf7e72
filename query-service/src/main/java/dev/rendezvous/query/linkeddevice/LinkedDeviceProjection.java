package dev.rendezvous.query.linkeddevice;

import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.account.ActivationStatusChanged;
import dev.rendezvous.api.account.DeviceApproved;
import dev.rendezvous.api.account.DeviceLinked;
import dev.rendezvous.api.account.DeviceManagementChanged;
import dev.rendezvous.api.account.DeviceRenamed;
import dev.rendezvous.api.account.DeviceSignedOn;
import dev.rendezvous.api.account.DeviceUnapproved;
import dev.rendezvous.api.account.DeviceUnlinked;
import dev.rendezvous.api.account.OperatorStatusChanged;
import dev.rendezvous.api.account.PersonalDataErased;
import dev.rendezvous.api.personal.Personal;
import dev.rendezvous.api.registration.DeviceId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.jspecify.annotations.Nullable;

/** The devices of each account and the names of their live tokens: one row a link (R23-R25, R27). */
final class LinkedDeviceProjection {
    static final String NAME = "linked-devices";

    private final Changes changes;
    private final SealedNames names;

    LinkedDeviceProjection(Changes changes, SealedNames names) {
        this.changes = changes;
        this.names = names;
    }

    /** Where the same account had the device linked before: another token, the same place (R23). */
    @EventHandler
    void on(DeviceLinked event, @Timestamp Instant at) {
        String name = names.sealed(event.name(), event.accountId(), event.deviceId());
        changes.noteRow(
                """
                UPDATE {linked_device}
                SET device_type = ?, name = ?, key_id = ?, token_id = ?, session_id = ?, linked_at = ?
                WHERE account_id = ? AND device_id = ?""",
                """
                INSERT INTO {linked_device}
                    (device_type, name, key_id, token_id, session_id, linked_at, account_id, device_id)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
                event.deviceType(),
                name,
                event.token().keyId(),
                event.token().tokenId(),
                event.sessionId().value(),
                utc(at),
                event.accountId().value(),
                event.deviceId().value());
    }

    @EventHandler
    void on(DeviceUnlinked event) {
        changes.note(
                "DELETE FROM {linked_device} WHERE account_id = ? AND device_id = ?",
                event.accountId().value(),
                event.deviceId().value());
    }

    @EventHandler
    void on(DeviceRenamed event) {
        set(
                "name = ?",
                names.sealed(event.name(), event.accountId(), event.deviceId()),
                event.accountId(),
                event.deviceId());
    }

    /** What is sealed in these rows opens no more; they say so to whoever compares them. */
    @EventHandler
    void on(PersonalDataErased event) {
        changes.note(
                "UPDATE {linked_device} SET name = ? WHERE account_id = ? AND name IS NOT NULL",
                Personal.ERASED,
                event.accountId().value());
    }

    @EventHandler
    void on(DeviceSignedOn event, @Timestamp Instant at) {
        changes.note(
                "UPDATE {linked_device} SET last_sign_on_at = ? WHERE token_id = ?",
                utc(at),
                event.token().tokenId());
    }

    @EventHandler
    void on(OperatorStatusChanged event) {
        set("operator_status = ?", event.status().name(), event.accountId(), event.deviceId());
    }

    @EventHandler
    void on(ActivationStatusChanged event) {
        set("activation_status = ?", event.status().name(), event.accountId(), event.deviceId());
    }

    @EventHandler
    void on(DeviceManagementChanged event) {
        set("managed = ?", event.managed(), event.accountId(), event.deviceId());
    }

    @EventHandler
    void on(DeviceApproved event, @Timestamp Instant at) {
        set("approved = TRUE, last_approved_at = ?", utc(at), event.accountId(), event.deviceId());
    }

    @EventHandler
    void on(DeviceUnapproved event, @Timestamp Instant at) {
        set("approved = FALSE, last_unapproved_at = ?", utc(at), event.accountId(), event.deviceId());
    }

    /** @param columns never from outside, with a place for {@code value} */
    private void set(String columns, @Nullable Object value, AccountId account, DeviceId device) {
        changes.note(
                "UPDATE {linked_device} SET %s WHERE account_id = ? AND device_id = ?".formatted(columns),
                value,
                account.value(),
                device.value());
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
