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
    private final Changes changes;

    AccountStatusProjection(Changes changes) {
        this.changes = changes;
    }

    @EventHandler
    void on(AccountOpened event) {
        changes.noteRow(
                "UPDATE {account_status} SET status = ?, profile = ? WHERE account_id = ?",
                "INSERT INTO {account_status} (status, profile, account_id) VALUES (?, ?, ?)",
                AccountStatus.ACTIVE.name(),
                event.profile(),
                event.accountId().value());
    }

    @EventHandler
    void on(ProfileAssigned event) {
        changes.note(
                "UPDATE {account_status} SET profile = ? WHERE account_id = ?",
                event.profile(),
                event.accountId().value());
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
        changes.note("UPDATE {account_status} SET status = ? WHERE account_id = ?", status.name(), account.value());
    }
}
