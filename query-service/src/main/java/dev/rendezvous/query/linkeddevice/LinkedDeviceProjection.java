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
import dev.rendezvous.engine.personal.PersonalTexts;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.jspecify.annotations.Nullable;

/** The devices of each account and the names of their live tokens: one row a link (R23-R25, R27). */
final class LinkedDeviceProjection {
    static final String NAME = "linked-devices";

    private final TableSet db;
    private final PersonalTexts texts;

    LinkedDeviceProjection(TableSet db, PersonalTexts texts) {
        this.db = db;
        this.texts = texts;
    }

    /** Where the name of a device is sealed. */
    static String placeOfName(AccountId account, DeviceId device) {
        return "linked_device %s %s".formatted(account, device);
    }

    @EventHandler
    void on(DeviceLinked event, @Timestamp Instant at) {
        if (relinked(event, at)) return;
        db.sql(
                        """
                INSERT INTO {linked_device}
                    (account_id, device_id, device_type, name, key_id, token_id, session_id, linked_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)""")
                .param(event.accountId().value())
                .param(event.deviceId().value())
                .param(event.deviceType())
                .param(sealed(event.name(), event.accountId(), event.deviceId()))
                .param(event.token().keyId())
                .param(event.token().tokenId())
                .param(event.sessionId().value())
                .param(utc(at))
                .update();
    }

    @EventHandler
    void on(DeviceUnlinked event) {
        db.sql("DELETE FROM {linked_device} WHERE account_id = ? AND device_id = ?")
                .param(event.accountId().value())
                .param(event.deviceId().value())
                .update();
    }

    @EventHandler
    void on(DeviceRenamed event) {
        String name = texts.seal(event.accountId(), placeOfName(event.accountId(), event.deviceId()), event.name());
        set("name", name, event.accountId(), event.deviceId());
    }

    /** What is sealed in these rows opens no more; they say so to whoever compares them. */
    @EventHandler
    void on(PersonalDataErased event) {
        db.sql("UPDATE {linked_device} SET name = ? WHERE account_id = ? AND name IS NOT NULL")
                .params(Personal.ERASED, event.accountId().value())
                .update();
    }

    @EventHandler
    void on(DeviceSignedOn event, @Timestamp Instant at) {
        db.sql("UPDATE {linked_device} SET last_sign_on_at = ? WHERE token_id = ?")
                .param(utc(at))
                .param(event.token().tokenId())
                .update();
    }

    @EventHandler
    void on(OperatorStatusChanged event) {
        set("operator_status", event.status().name(), event.accountId(), event.deviceId());
    }

    @EventHandler
    void on(ActivationStatusChanged event) {
        set("activation_status", event.status().name(), event.accountId(), event.deviceId());
    }

    @EventHandler
    void on(DeviceManagementChanged event) {
        set("managed", event.managed(), event.accountId(), event.deviceId());
    }

    @EventHandler
    void on(DeviceApproved event, @Timestamp Instant at) {
        set("approved", true, event.accountId(), event.deviceId());
        set("last_approved_at", utc(at), event.accountId(), event.deviceId());
    }

    @EventHandler
    void on(DeviceUnapproved event, @Timestamp Instant at) {
        set("approved", false, event.accountId(), event.deviceId());
        set("last_unapproved_at", utc(at), event.accountId(), event.deviceId());
    }

    /** The same account links the device again: another token, the same place (R23). */
    private boolean relinked(DeviceLinked event, Instant at) {
        return db.sql(
                                """
                        UPDATE {linked_device}
                        SET device_type = ?, name = ?, key_id = ?, token_id = ?,
                            session_id = ?, linked_at = ?
                        WHERE account_id = ? AND device_id = ?""")
                        .param(event.deviceType())
                        .param(sealed(event.name(), event.accountId(), event.deviceId()))
                        .param(event.token().keyId())
                        .param(event.token().tokenId())
                        .param(event.sessionId().value())
                        .param(utc(at))
                        .param(event.accountId().value())
                        .param(event.deviceId().value())
                        .update()
                > 0;
    }

    private @Nullable String sealed(@Nullable String name, AccountId account, DeviceId device) {
        return name == null ? null : texts.seal(account, placeOfName(account, device), name);
    }

    /** @param column never from outside */
    private void set(String column, Object value, AccountId account, DeviceId device) {
        db.sql("UPDATE {linked_device} SET %s = ? WHERE account_id = ? AND device_id = ?".formatted(column))
                .params(value, account.value(), device.value())
                .update();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
