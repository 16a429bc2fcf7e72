package dev.rendezvous.query.linkeddevice;

import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.account.AccountStatus;
import dev.rendezvous.api.account.ActivationStatus;
import dev.rendezvous.api.account.DeviceStanding;
import dev.rendezvous.api.account.OperatorStatus;
import dev.rendezvous.api.registration.DeviceId;
import dev.rendezvous.api.token.TokenRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the bearer of a token may do now. One query by unique key. */
final class DeviceStandings {
    private final JdbcClient db;

    DeviceStandings(JdbcClient db) {
        this.db = db;
    }

    /** Empty if the token is not the live one of any link. */
    Optional<DeviceStanding> of(TokenRef token) {
        return db.sql(
                        """
                SELECT device.device_id, device.account_id, device.operator_status, device.activation_status,
                    account.status
                FROM linked_device device
                LEFT JOIN account_status account ON account.account_id = device.account_id
                WHERE device.token_id = ? AND device.key_id = ?""")
                .param(token.tokenId())
                .param(token.keyId())
                .query((row, number) -> standing(row))
                .optional();
    }

    private static DeviceStanding standing(ResultSet row) throws SQLException {
        OperatorStatus operatorStatus = OperatorStatus.valueOf(row.getString("operator_status"));
        ActivationStatus activationStatus = ActivationStatus.valueOf(row.getString("activation_status"));
        boolean canSignIn = AccountStatus.ACTIVE.name().equals(row.getString("status"))
                && operatorStatus == OperatorStatus.ENABLED
                && activationStatus == ActivationStatus.ACTIVE;
        return new DeviceStanding(
                new DeviceId(row.getString("device_id")),
                new AccountId(row.getString("account_id")),
                operatorStatus,
                activationStatus,
                canSignIn);
    }
}
