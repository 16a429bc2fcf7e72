package dev.rendezvous.query.linkeddevice;

import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.account.AccountStatus;
import dev.rendezvous.api.account.ActivationStatus;
import dev.rendezvous.api.account.DeviceStatus;
import dev.rendezvous.api.account.OperatorStatus;
import dev.rendezvous.api.limit.ApprovalChange;
import dev.rendezvous.api.registration.DeviceId;
import dev.rendezvous.api.token.TokenRef;
import dev.rendezvous.engine.personal.PersonalTexts;
import dev.rendezvous.query.account.AccountView;
import dev.rendezvous.query.account.DeviceView;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads what the projections of this package wrote: a few rows by their keys. */
final class AccountTables {
    private final TableSet db;
    private final PersonalTexts texts;

    AccountTables(TableSet db, PersonalTexts texts) {
        this.db = db;
        this.texts = texts;
    }

    /** Whose device the token was made for, if that link is alive. */
    Optional<AccountId> ownerOf(TokenRef token) {
        return db.sql("SELECT account_id FROM {linked_device} WHERE token_id = ?")
                .param(token.tokenId())
                .query(String.class)
                .optional()
                .map(AccountId::new);
    }

    /** Empty if the account was never opened. */
    Optional<AccountView> account(AccountId accountId) {
        return db.sql("SELECT status, profile FROM {account_status} WHERE account_id = ?")
                .param(accountId.value())
                .query((row, number) -> new AccountView(
                        accountId,
                        AccountStatus.valueOf(row.getString("status")),
                        row.getString("profile"),
                        devicesOf(accountId),
                        changesOf(accountId)))
                .optional();
    }

    private List<DeviceView> devicesOf(AccountId accountId) {
        return db.sql("SELECT * FROM {linked_device} WHERE account_id = ? ORDER BY linked_at, device_id")
                .param(accountId.value())
                .query((row, number) -> device(accountId, row))
                .list();
    }

    private List<ApprovalChange> changesOf(AccountId accountId) {
        return db.sql("SELECT * FROM {approval_change} WHERE account_id = ? ORDER BY made_at")
                .param(accountId.value())
                .query((row, number) -> new ApprovalChange(
                        row.getObject("made_at", OffsetDateTime.class).toInstant(),
                        new DeviceId(row.getString("device_id")),
                        row.getBoolean("added"),
                        row.getObject("amendment", Long.class)))
                .list();
    }

    private DeviceView device(AccountId accountId, ResultSet row) throws SQLException {
        DeviceId deviceId = new DeviceId(row.getString("device_id"));
        String name = row.getString("name");
        return new DeviceView(
                deviceId,
                name == null ? null : texts.open(SealedNames.placeOf(accountId, deviceId), name),
                row.getString("device_type"),
                new TokenRef(row.getString("key_id"), row.getObject("token_id", UUID.class)),
                new DeviceStatus(
                        OperatorStatus.valueOf(row.getString("operator_status")),
                        ActivationStatus.valueOf(row.getString("activation_status")),
                        row.getBoolean("managed"),
                        row.getBoolean("approved")),
                row.getObject("linked_at", OffsetDateTime.class).toInstant(),
                instant(row, "last_approved_at"),
                instant(row, "last_unapproved_at"),
                instant(row, "last_sign_on_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
