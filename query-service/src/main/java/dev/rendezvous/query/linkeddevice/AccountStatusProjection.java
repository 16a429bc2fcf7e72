package dev.rendezvous.query.linkeddevice;

import dev.rendezvous.api.account.AccountClosed;
import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.account.AccountOpened;
import dev.rendezvous.api.account.AccountPutOnHold;
import dev.rendezvous.api.account.AccountReactivated;
import dev.rendezvous.api.account.AccountStatus;
import dev.rendezvous.api.account.ProfileAssigned;
import org.axonframework.eventhandling.EventHandler;

/** What the operator says of each account: one row an account. Handled together with the account's devices. */
final class AccountStatusProjection {
    private final TableSet db;

    AccountStatusProjection(TableSet db) {
        this.db = db;
    }

    @EventHandler
    void on(AccountOpened event) {
        int known = db.sql("UPDATE {account_status} SET status = ?, profile = ? WHERE account_id = ?")
                .param(AccountStatus.ACTIVE.name())
                .param(event.profile())
                .param(event.accountId().value())
                .update();
        if (known > 0) return;
        db.sql("INSERT INTO {account_status} (account_id, status, profile) VALUES (?, ?, ?)")
                .param(event.accountId().value())
                .param(AccountStatus.ACTIVE.name())
                .param(event.profile())
                .update();
    }

    @EventHandler
    void on(ProfileAssigned event) {
        db.sql("UPDATE {account_status} SET profile = ? WHERE account_id = ?")
                .param(event.profile())
                .param(event.accountId().value())
                .update();
    }

    @EventHandler
    void on(AccountPutOnHold event) {
        becomes(event.accountId(), AccountStatus.ON_HOLD);
    }

    @EventHandler
    void on(AccountReactivated event) {
        becomes(event.accountId(), AccountStatus.ACTIVE);
    }

    @EventHandler
    void on(AccountClosed event) {
        becomes(event.accountId(), AccountStatus.CLOSED);
    }

    private void becomes(AccountId account, AccountStatus status) {
        db.sql("UPDATE {account_status} SET status = ? WHERE account_id = ?")
                .param(status.name())
                .param(account.value())
                .update();
    }
}
