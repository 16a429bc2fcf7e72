package dev.rendezvous.command.account;

import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.account.DeviceLinked;
import dev.rendezvous.api.account.DeviceUnlinked;
import dev.rendezvous.api.registration.DeviceId;
import dev.rendezvous.api.token.TokenRef;
import java.util.Optional;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Which account each device belongs to: table {@code device_link}, written in the transaction that appends the event. Its
 * unique keys keep a device from belonging to two accounts, whatever races (R24).
 */
@Component
@ProcessingGroup(DeviceLinks.GROUP)
class DeviceLinks {
    static final String GROUP = "device-links";

    private final JdbcClient db;

    DeviceLinks(JdbcClient db) {
        this.db = db;
    }

    /** Where a token belongs. */
    record Owner(AccountId accountId, DeviceId deviceId) {}

    Optional<AccountId> accountOf(DeviceId deviceId) {
        return db.sql("SELECT account_id FROM device_link WHERE device_id = ?")
                .param(deviceId.value())
                .query(String.class)
                .optional()
                .map(AccountId::new);
    }

    Optional<Owner> ownerOf(TokenRef token) {
        return db.sql("SELECT account_id, device_id FROM device_link WHERE token_id = ?")
                .param(token.tokenId())
                .query((row, number) -> new Owner(new AccountId(row.getString(1)), new DeviceId(row.getString(2))))
                .optional();
    }

    /** @throws DuplicateKeyException if another account was quicker */
    @EventHandler
    void on(DeviceLinked event) {
        int relinked = db.sql("UPDATE device_link SET token_id = ? WHERE device_id = ? AND account_id = ?")
                .params(
                        event.token().tokenId(),
                        event.deviceId().value(),
                        event.accountId().value())
                .update();
        if (relinked == 0) {
            db.sql("INSERT INTO device_link (device_id, account_id, token_id) VALUES (?, ?, ?)")
                    .params(
                            event.deviceId().value(),
                            event.accountId().value(),
                            event.token().tokenId())
                    .update();
        }
    }

    @EventHandler
    void on(DeviceUnlinked event) {
        db.sql("DELETE FROM device_link WHERE device_id = ? AND account_id = ?")
                .params(event.deviceId().value(), event.accountId().value())
                .update();
    }
}
