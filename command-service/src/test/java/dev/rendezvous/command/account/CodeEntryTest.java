package dev.rendezvous.command.account;

import static dev.rendezvous.command.CommandNode.OPERATOR;
import static dev.rendezvous.command.CommandNode.holder;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.api.account.AccountClosed;
import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.account.AccountOpened;
import dev.rendezvous.api.account.AccountPutOnHold;
import dev.rendezvous.api.account.AccountStatus;
import dev.rendezvous.api.account.ChangeAccountStatus;
import dev.rendezvous.api.account.DeviceLinked;
import dev.rendezvous.api.account.DeviceStanding;
import dev.rendezvous.api.account.DeviceUnlinked;
import dev.rendezvous.api.account.LinkDevice;
import dev.rendezvous.api.account.LinkedDevice;
import dev.rendezvous.api.account.OpenAccount;
import dev.rendezvous.api.account.SignOn;
import dev.rendezvous.api.account.UnlinkDevice;
import dev.rendezvous.api.refusal.RefusalCode;
import dev.rendezvous.api.registration.CancelSession;
import dev.rendezvous.api.registration.ClaimCode;
import dev.rendezvous.api.registration.ClaimedDevice;
import dev.rendezvous.api.registration.CodeClaimed;
import dev.rendezvous.api.registration.DeclineCode;
import dev.rendezvous.api.registration.DeviceId;
import dev.rendezvous.api.registration.IssuedCode;
import dev.rendezvous.api.registration.SessionDenied;
import dev.rendezvous.api.registration.SessionId;
import dev.rendezvous.api.registration.SessionLinked;
import dev.rendezvous.api.registration.SessionRefused;
import dev.rendezvous.api.token.TokenRef;
import dev.rendezvous.command.CommandNode;
import dev.rendezvous.command.SharedNode;
import dev.rendezvous.command.TestClock;
import dev.rendezvous.command.Warnings;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(SharedNode.class)
class CodeEntryTest {
    private final CommandNode node;
    private final TestClock clock;
    private final String name = UUID.randomUUID().toString();
    private final IssuedCode issued;

    CodeEntryTest(CommandNode node, TestClock clock) {
        this.node = node;
        this.clock = clock;
        this.issued = node.issueCode("tv-" + name);
    }

    private AccountId openAccount() {
        return node.openAccount("account-" + name);
    }

    private LinkDevice link(AccountId account) {
        return link(account, issued, null);
    }

    private static LinkDevice link(AccountId account, IssuedCode code, @Nullable String deviceName) {
        return new LinkDevice(account, code.code().value(), deviceName, null);
    }

    private ClaimCode claim(AccountId account) {
        return new ClaimCode(account, issued.code().value());
    }

    private Object lastEventOf(Object aggregateId) {
        List<Object> events = node.eventsOf(aggregateId);
        return events.get(events.size() - 1);
    }

    private TokenRef tokenOf(AccountId account) {
        return ((DeviceLinked) lastEventOf(account)).token();
    }

    @Test
    void who_claims_a_code_is_shown_which_device_asked_from_where() { // R15
        AccountId account = openAccount();
        ClaimedDevice shown = node.handle(
                new ClaimCode(account, issued.code().value().toLowerCase(Locale.ROOT) + " "), holder(account));
        assertThat(shown.deviceId()).isEqualTo(new DeviceId("tv-" + name));
        assertThat(shown.requestedFrom()).isEqualTo("203.0.113.9");
        assertThat(shown.requestedAt()).isEqualTo(clock.instant());
        assertThat(shown.expiresAt()).isEqualTo(clock.instant().plus(issued.retryDuration()));
        assertThat(lastEventOf(issued.sessionId()))
                .isEqualTo(new CodeClaimed(issued.sessionId(), account, shown.expiresAt()));
    }

    @Test
    void linking_ends_the_session_and_gives_the_account_the_device() { // R20
        AccountId account = openAccount();
        LinkedDevice linked = node.handle(link(account, issued, "Den"), holder(account));
        DeviceId device = new DeviceId("tv-" + name);
        assertThat(linked).isEqualTo(new LinkedDevice(device, "Den", "tv", clock.instant()));
        TokenRef token = tokenOf(account);
        assertThat(node.eventsOf(issued.sessionId()))
                .hasSize(2)
                .endsWith(new SessionLinked(issued.sessionId(), account, token));
        assertThat(node.eventsOf(account))
                .containsExactly(
                        new AccountOpened(account, CommandNode.ROOMY.name()),
                        new DeviceLinked(account, device, "tv", "Den", issued.sessionId(), token, null));
    }

    @Test
    void linking_twice_is_answered_the_same_and_done_once() { // R21
        AccountId account = openAccount();
        LinkedDevice first = node.handle(link(account), holder(account));
        LinkedDevice second = node.handle(link(account), holder(account));
        assertThat(second).isEqualTo(first);
        assertThat(node.eventsOf(account)).hasSize(2);
    }

    @Test
    void a_code_that_another_account_used_is_told_apart() { // R21
        AccountId account = openAccount();
        AccountId other = node.openAccount("other-" + name);
        node.handle(link(account), holder(account));
        assertThat(node.refusal(link(other), holder(other))).isEqualTo(RefusalCode.ALREADY_USED);
        assertThat(node.refusal(claim(other), holder(other))).isEqualTo(RefusalCode.ALREADY_USED);
        assertThat(node.eventsOf(other)).hasSize(1); // nor is it a wrong code
    }

    @Test
    void after_the_link_has_ended_its_code_is_used_even_for_the_same_account() { // R21, R25
        AccountId account = openAccount();
        node.handle(link(account), holder(account));
        node.handle(new UnlinkDevice(account, new DeviceId("tv-" + name)), holder(account));
        assertThat(node.refusal(link(account), holder(account))).isEqualTo(RefusalCode.ALREADY_USED);
    }

    @Test
    void a_declined_session_ends_at_once() { // R15
        AccountId account = openAccount();
        DeclineCode decline = new DeclineCode(account, issued.code().value());
        node.handle(decline, holder(account));
        node.handle(decline, holder(account));
        assertThat(node.eventsOf(issued.sessionId()))
                .hasSize(2)
                .endsWith(new SessionDenied(issued.sessionId(), account));
        assertThat(node.refusal(link(account), holder(account))).isEqualTo(RefusalCode.CODE_EXPIRED);
    }

    @Test
    void a_code_is_dead_at_the_instant_it_expires_whether_swept_or_not() { // R14
        AccountId account = openAccount();
        clock.advance(issued.retryDuration());
        assertThat(node.refusal(link(account), holder(account))).isEqualTo(RefusalCode.CODE_EXPIRED);
        assertThat(node.eventsOf(issued.sessionId())).hasSize(1);
    }

    @Test
    void a_claim_in_the_last_moment_leaves_five_minutes_to_link() { // R14
        AccountId account = openAccount();
        clock.advance(issued.retryDuration().minusMillis(1));
        node.handle(claim(account), holder(account));
        clock.advance(Duration.ofMinutes(5).minusMillis(1));
        LinkedDevice linked = node.handle(link(account), holder(account));
        assertThat(linked.linkedAt()).isEqualTo(clock.instant());
    }

    @ParameterizedTest
    @EnumSource(names = "ACTIVE", mode = EnumSource.Mode.EXCLUDE)
    void an_account_that_may_not_link_is_told_and_ends_the_session(AccountStatus status) { // R22
        AccountId account = openAccount();
        node.handle(new ChangeAccountStatus(account, status, null), OPERATOR);
        RefusalCode code = RefusalCode.valueOf("ACCOUNT_" + status);
        assertThat(node.refusal(claim(account), holder(account))).isEqualTo(code);
        assertThat(node.eventsOf(issued.sessionId()))
                .hasSize(2)
                .endsWith(new SessionRefused(issued.sessionId(), account, code));
        assertThat(node.refusal(link(account), holder(account))).isEqualTo(code);
        assertThat(node.eventsOf(issued.sessionId())).hasSize(2);
        assertThat(lastEventOf(account))
                .isEqualTo(
                        status == AccountStatus.CLOSED
                                ? new AccountClosed(account, null)
                                : new AccountPutOnHold(account, null));
    }

    @Test
    void an_account_that_is_not_registered_is_told_and_ends_the_session() { // R22
        AccountId nobody = new AccountId("nobody-" + name);
        assertThat(node.refusal(link(nobody), holder(nobody))).isEqualTo(RefusalCode.ACCOUNT_NOT_REGISTERED);
        assertThat(node.eventsOf(issued.sessionId()))
                .endsWith(new SessionRefused(issued.sessionId(), nobody, RefusalCode.ACCOUNT_NOT_REGISTERED));
        assertThat(node.eventsOf(nobody)).isEmpty();
    }

    @Test
    void a_device_linked_again_has_a_new_token_and_the_old_one_is_dead() { // R23
        AccountId account = openAccount();
        node.handle(link(account, issued, "Den"), holder(account));
        TokenRef old = tokenOf(account);
        LinkedDevice again = node.handle(link(account, node.issueCode("tv-" + name), null), holder(account));
        TokenRef fresh = tokenOf(account);
        assertThat(again.name()).isEqualTo("Den");
        assertThat(fresh).isNotEqualTo(old);
        assertThat(node.refusal(new SignOn(old), holder(account))).isEqualTo(RefusalCode.UNAUTHENTICATED);
        DeviceStanding standing = node.handle(new SignOn(fresh), holder(account));
        assertThat(standing.deviceId()).isEqualTo(new DeviceId("tv-" + name));
        assertThat(standing.accountId()).isEqualTo(account);
        assertThat(standing.canSignIn()).isTrue();
        assertThat(linkRowsOf("tv-" + name)).isOne();
    }

    @Test
    void a_device_linked_to_another_account_moves_there() { // R24
        AccountId account = openAccount();
        AccountId other = node.openAccount("other-" + name);
        node.handle(link(account), holder(account));
        TokenRef old = tokenOf(account);
        node.handle(link(other, node.issueCode("tv-" + name), null), holder(other));
        DeviceId device = new DeviceId("tv-" + name);
        assertThat(lastEventOf(account)).isEqualTo(new DeviceUnlinked(account, device, DeviceUnlinked.Reason.MOVED));
        assertThat(node.refusal(new SignOn(old), holder(account))).isEqualTo(RefusalCode.UNAUTHENTICATED);
        DeviceStanding standing = node.handle(new SignOn(tokenOf(other)), holder(other));
        assertThat(standing.accountId()).isEqualTo(other);
        assertThat(linkRowsOf("tv-" + name)).isOne();
        assertThat(node.refusal(new UnlinkDevice(account, device), holder(account)))
                .isEqualTo(RefusalCode.DEVICE_UNKNOWN);
    }

    @Test
    void an_unlinked_device_has_no_live_token() { // R25
        AccountId account = openAccount();
        node.handle(link(account), holder(account));
        TokenRef token = tokenOf(account);
        node.handle(new UnlinkDevice(account, new DeviceId("tv-" + name)), holder(account));
        assertThat(node.refusal(new SignOn(token), holder(account))).isEqualTo(RefusalCode.UNAUTHENTICATED);
        assertThat(linkRowsOf("tv-" + name)).isZero();
    }

    @Test
    void an_operator_links_on_the_customers_behalf_and_history_says_who_and_why() { // R26, R50
        AccountId account = openAccount();
        node.handle(new LinkDevice(account, issued.code().value(), null, "called us"), OPERATOR);
        assertThat(((DeviceLinked) lastEventOf(account)).reason()).isEqualTo("called us");
        assertThat(node.messagesOf(account).skip(1).map(Message::getMetaData))
                .containsExactly(metaData(OPERATOR.asMetaData(), "LinkDevice"));
    }

    @Test
    void every_event_names_its_caller_and_its_cause() { // R50
        AccountId account = openAccount();
        node.handle(claim(account), holder(account));
        assertThat(node.messagesOf(issued.sessionId()).map(Message::getMetaData))
                .containsExactly(
                        metaData(
                                Map.of(
                                        "actor", "tv-" + name,
                                        "role", "DEVICE",
                                        "address", "203.0.113.9",
                                        "correlationId", "test-device"),
                                "IssueCode"),
                        metaData(holder(account).asMetaData(), "ClaimCode"));
    }

    private static MetaData metaData(Map<String, String> caller, String cause) {
        return MetaData.from(caller).and("cause", cause);
    }

    @Test
    void commands_for_unknown_accounts_and_sessions_are_refused_by_name() {
        AccountId nobody = new AccountId("nobody-" + name);
        assertThat(node.refusal(new ChangeAccountStatus(nobody, AccountStatus.CLOSED, null), OPERATOR))
                .isEqualTo(RefusalCode.ACCOUNT_NOT_REGISTERED);
        assertThat(node.refusal(new UnlinkDevice(nobody, new DeviceId("x")), OPERATOR))
                .isEqualTo(RefusalCode.ACCOUNT_NOT_REGISTERED);
        assertThat(node.refusal(new CancelSession(new SessionId(UUID.randomUUID())), OPERATOR))
                .isEqualTo(RefusalCode.REGISTRATION_UNKNOWN);
        TokenRef unknown = new TokenRef("k1", UUID.randomUUID());
        assertThat(node.refusal(new SignOn(unknown), OPERATOR)).isEqualTo(RefusalCode.UNAUTHENTICATED);
    }

    @Test
    void an_unknown_profile_leaves_no_account_behind() {
        AccountId account = new AccountId("account-" + name);
        assertThat(node.refusal(new OpenAccount(account, "gold"), OPERATOR)).isEqualTo(RefusalCode.PROFILE_UNKNOWN);
        assertThat(node.refusal(new ChangeAccountStatus(account, AccountStatus.CLOSED, null), OPERATOR))
                .isEqualTo(RefusalCode.ACCOUNT_NOT_REGISTERED);
        boolean opened = node.handle(new OpenAccount(account, "standard"), OPERATOR);
        assertThat(opened).isTrue();
    }

    @Test
    void what_callers_get_wrong_is_no_warning_to_the_operator() {
        AccountId nobody = new AccountId("nobody-" + name);
        try (Warnings warnings = new Warnings()) {
            node.refusal(link(nobody), holder(nobody));
            node.refusal(new OpenAccount(nobody, "gold"), OPERATOR);
            node.refusal(new UnlinkDevice(nobody, new DeviceId("x")), OPERATOR);
            node.refusal(new CancelSession(new SessionId(UUID.randomUUID())), OPERATOR);
            node.openAccount("account-" + name);
            assertThat(warnings.lines()).isEmpty();
        }
    }

    private long linkRowsOf(String device) {
        return node.db()
                .sql("SELECT COUNT(*) FROM device_link WHERE device_id = ?")
                .param(device)
                .query(Long.class)
                .single();
    }
}
