package dev.rendezvous.command.account;

import static dev.rendezvous.command.CommandNode.OPERATOR;
import static dev.rendezvous.command.CommandNode.holder;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.account.AccountStatus;
import dev.rendezvous.api.account.AmendOwnApprovals;
import dev.rendezvous.api.account.Amendment;
import dev.rendezvous.api.account.AmendmentRefused;
import dev.rendezvous.api.account.Approval;
import dev.rendezvous.api.account.ChangeAccountStatus;
import dev.rendezvous.api.account.ChangeOperatorStatus;
import dev.rendezvous.api.account.DeviceApproved;
import dev.rendezvous.api.account.DeviceLinked;
import dev.rendezvous.api.account.DeviceStanding;
import dev.rendezvous.api.account.DeviceUnapproved;
import dev.rendezvous.api.account.LimitReached;
import dev.rendezvous.api.account.LinkDevice;
import dev.rendezvous.api.account.OperatorStatus;
import dev.rendezvous.api.account.SignOn;
import dev.rendezvous.api.account.UnlinkDevice;
import dev.rendezvous.api.caller.Caller;
import dev.rendezvous.api.caller.Role;
import dev.rendezvous.api.limit.AccountLimits;
import dev.rendezvous.api.limit.LimitUse;
import dev.rendezvous.api.profile.ApprovalChanges;
import dev.rendezvous.api.profile.Profile;
import dev.rendezvous.api.refusal.RefusalCode;
import dev.rendezvous.api.registration.DeviceId;
import dev.rendezvous.api.token.TokenRef;
import dev.rendezvous.command.CommandNode;
import dev.rendezvous.command.SharedNode;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A television amends the list of approved devices of the account that it is linked to (R34, R39). */
@ExtendWith(SharedNode.class)
class OwnApprovalsTest {
    private static final ApprovalChanges TWO_CHANGES = new ApprovalChanges(2, 30, ApprovalChanges.Counted.APPROVALS);

    private final CommandNode node;
    private final String name = UUID.randomUUID().toString();
    private final AccountId account;
    private final DeviceId first = new DeviceId("first-" + name);
    private final DeviceId second = new DeviceId("second-" + name);
    private final Caller device = new Caller(first.value(), Role.DEVICE, "203.0.113.9", "test-device");

    /** Two devices are linked, of which the first has the only place on the list. */
    OwnApprovalsTest(CommandNode node) {
        this.node = node;
        account = node.openAccount("account-" + name, new Profile(name, null, true, 1, TWO_CHANGES, List.of()));
        link(first);
        link(second);
    }

    private void link(DeviceId device) {
        node.handle(
                new LinkDevice(account, node.issueCode(device.value()).code().value(), null, null), holder(account));
    }

    private TokenRef tokenOf(DeviceId device) {
        return node.eventsOf(account).stream()
                .filter(event -> event instanceof DeviceLinked linked
                        && linked.deviceId().equals(device))
                .map(event -> ((DeviceLinked) event).token())
                .reduce((older, newer) -> newer)
                .orElseThrow();
    }

    private AmendOwnApprovals swap(TokenRef token) {
        return new AmendOwnApprovals(token, new Amendment(List.of(second), List.of(first)));
    }

    private void refused(RefusalCode code, TokenRef token) {
        int before = node.eventsOf(account).size();
        assertThat(node.refusal(swap(token), device)).isEqualTo(code);
        assertThat(node.eventsOf(account)).hasSize(before);
    }

    @Test
    void a_device_gives_its_place_to_another() { // R34, R39
        AccountLimits limits = node.handle(swap(tokenOf(first)), device);
        assertThat(limits.approved()).isEqualTo(new LimitUse(1, 1, false));
        assertThat(limits.changes().used()).isEqualTo(2);
        assertThat(node.eventsOf(account))
                .endsWith(
                        new DeviceUnapproved(account, first, DeviceUnapproved.Cause.AMENDMENT, 1L, null),
                        new DeviceApproved(account, second, DeviceApproved.Cause.AMENDMENT, 1L, null));
        DeviceStanding standing = node.handle(new SignOn(tokenOf(second)), device);
        assertThat(standing.approval()).isEqualTo(Approval.APPROVED);
    }

    @Test
    void a_device_that_is_not_approved_may_amend_too() { // R38, R39
        node.handle(swap(tokenOf(second)), device);
        assertThat(node.eventsOf(account))
                .endsWith(new DeviceApproved(account, second, DeviceApproved.Cause.AMENDMENT, 1L, null));
    }

    @Test
    void a_limit_stands_in_a_devices_way_as_in_its_accounts_and_history_tells() { // R34, R50
        Amendment approve = new Amendment(List.of(second), List.of());
        assertThat(node.refusal(new AmendOwnApprovals(tokenOf(first), approve), device))
                .isEqualTo(RefusalCode.APPROVED_LIMIT_REACHED);
        LimitReached full = new LimitReached(RefusalCode.APPROVED_LIMIT_REACHED, null, 1, 1);
        assertThat(node.eventsOf(account)).endsWith(new AmendmentRefused(account, approve, full, null));
    }

    @Test
    void a_token_that_nobody_has_amends_nothing() { // R27
        refused(RefusalCode.UNAUTHENTICATED, new TokenRef("k1", UUID.randomUUID()));
    }

    @Test
    void the_token_of_an_ended_link_amends_nothing() { // R25
        TokenRef token = tokenOf(second);
        node.handle(new UnlinkDevice(account, second), holder(account));
        refused(RefusalCode.UNAUTHENTICATED, token);
    }

    @Test
    void a_token_that_was_replaced_amends_nothing() { // R23
        TokenRef old = tokenOf(second);
        link(second);
        refused(RefusalCode.UNAUTHENTICATED, old);
        assertThat(tokenOf(second)).isNotEqualTo(old);
    }

    @Test
    void a_token_of_another_key_amends_nothing() { // R27
        refused(RefusalCode.UNAUTHENTICATED, new TokenRef("k2", tokenOf(first).tokenId()));
    }

    @Test
    void a_disabled_device_amends_nothing() { // R38
        node.handle(new ChangeOperatorStatus(account, first, OperatorStatus.DISABLED, null), OPERATOR);
        refused(RefusalCode.DEVICE_DISABLED, tokenOf(first));
        node.handle(swap(tokenOf(second)), device); // which is the device's own standing, not its neighbour's
    }

    @Test
    void no_device_of_an_account_on_hold_amends_anything() { // R38
        node.handle(new ChangeAccountStatus(account, AccountStatus.ON_HOLD, null), OPERATOR);
        refused(RefusalCode.ACCOUNT_ON_HOLD, tokenOf(first));
    }
}
