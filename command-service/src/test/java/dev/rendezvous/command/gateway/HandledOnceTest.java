package dev.rendezvous.command.gateway;

import static dev.rendezvous.command.CommandNode.OPERATOR;
import static dev.rendezvous.command.CommandNode.await;
import static dev.rendezvous.command.CommandNode.codeOf;
import static dev.rendezvous.command.CommandNode.holder;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.account.AccountStatus;
import dev.rendezvous.api.account.ChangeAccountStatus;
import dev.rendezvous.api.account.LinkDevice;
import dev.rendezvous.api.account.LinkedDevice;
import dev.rendezvous.api.account.OpenAccount;
import dev.rendezvous.api.account.RenameDevice;
import dev.rendezvous.api.account.UnlinkDevice;
import dev.rendezvous.api.caller.Caller;
import dev.rendezvous.api.caller.Role;
import dev.rendezvous.api.refusal.Refusal;
import dev.rendezvous.api.refusal.RefusalCode;
import dev.rendezvous.api.refusal.Refused;
import dev.rendezvous.api.registration.DeviceId;
import dev.rendezvous.api.registration.IssueCode;
import dev.rendezvous.api.registration.IssuedCode;
import dev.rendezvous.command.CommandNode;
import dev.rendezvous.command.SharedNode;
import dev.rendezvous.command.TestClock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedNode.class)
class HandledOnceTest {
    private final CommandNode node;
    private final TestClock clock;
    private final String key = UUID.randomUUID().toString();
    private final AccountId account = new AccountId("account-" + key);
    private final Caller device = new Caller("tv-" + key, Role.DEVICE, "203.0.113.9", "test");
    private final IssueCode issue = new IssueCode(new DeviceId("tv-" + key), null, null, null);

    HandledOnceTest(CommandNode node, TestClock clock) {
        this.node = node;
        this.clock = clock;
    }

    private <R extends @Nullable Object> CompletableFuture<R> send(Object command, Caller caller) {
        return node.bean(Commands.class).<R>send(command, caller, key).thenApply(Acknowledged::answer);
    }

    private IssuedCode issueCode() {
        return await(this.<IssuedCode>send(issue, device));
    }

    private long sessionsOfTheDevice() {
        return node.db()
                .sql("SELECT COUNT(*) FROM code_reservation WHERE device_id = ?")
                .param("tv-" + key)
                .query(Long.class)
                .single();
    }

    @Test
    void a_repeat_gets_the_same_answer_and_has_no_second_effect() {
        IssuedCode first = issueCode();
        assertThat(issueCode()).isEqualTo(first);
        assertThat(sessionsOfTheDevice()).isOne();
    }

    @Test
    void answers_of_every_kind_are_kept() {
        boolean opened = await(this.<Boolean>send(new OpenAccount(account, "standard"), OPERATOR));
        boolean again = await(this.<Boolean>send(new OpenAccount(account, "standard"), OPERATOR));
        assertThat(opened).isTrue();
        assertThat(again).isTrue();
        LinkDevice link = new LinkDevice(account, issueCode().code().value(), "Küche", null);
        LinkedDevice linked = await(this.<LinkedDevice>send(link, holder(account)));
        assertThat(await(this.<LinkedDevice>send(link, holder(account)))).isEqualTo(linked);
    }

    @Test
    void a_command_that_answers_nothing_is_handled_once_too() {
        node.openAccount(account.value());
        ChangeAccountStatus hold = new ChangeAccountStatus(account, AccountStatus.ON_HOLD, null);
        await(send(hold, OPERATOR));
        node.handle(new ChangeAccountStatus(account, AccountStatus.ACTIVE, null), OPERATOR);
        assertThat(this.<@Nullable Object>send(hold, OPERATOR)
                        .thenApply(Objects::isNull)
                        .join())
                .isTrue();
        assertThat(node.eventsOf(account)).hasSize(3);
    }

    @Test
    void a_refusal_is_kept_with_its_facts_and_what_it_recorded() { // R16
        node.openAccount(account.value());
        LinkDevice wrong = new LinkDevice(account, "BCDFGHJKLMNP", null, null);
        assertThat(codeOf(send(wrong, holder(account)))).isEqualTo(RefusalCode.CODE_UNKNOWN);
        assertThat(codeOf(send(wrong, holder(account)))).isEqualTo(RefusalCode.CODE_UNKNOWN);
        assertThat(node.eventsOf(account)).hasSize(2); // one wrong code
        for (int more = 0; more < 4; more++) node.refusal(wrong, holder(account));
        assertThat(codeOf(send(wrong, holder(account)))).isEqualTo(RefusalCode.CODE_UNKNOWN);
    }

    @Test
    void a_kept_refusal_says_all_that_it_said() { // R5
        for (int live = 0; live < 3; live++) node.issueCode("tv-" + key);
        Refused first = refused();
        clock.advance(Duration.ofSeconds(1));
        Refused second = refused();
        assertThat(second.getMessage()).isEqualTo(first.getMessage());
        Refusal refusal = second.<Refusal>getDetails().orElseThrow();
        assertThat(refusal.code()).isEqualTo(RefusalCode.TOO_MANY_REQUESTS);
        assertThat(refusal.facts()).hasToString("{retryAfter=900}");
    }

    private Refused refused() {
        try {
            throw new AssertionError("issued " + issueCode());
        } catch (Refused refused) {
            return refused;
        }
    }

    @Test
    void an_unknown_account_is_a_refusal_like_any_other() {
        assertThat(codeOf(send(new UnlinkDevice(account, new DeviceId("x")), OPERATOR)))
                .isEqualTo(RefusalCode.ACCOUNT_NOT_REGISTERED);
        assertThat(codeOf(send(new UnlinkDevice(account, new DeviceId("x")), OPERATOR)))
                .isEqualTo(RefusalCode.ACCOUNT_NOT_REGISTERED);
    }

    @Test
    void the_key_with_another_request_is_refused() {
        issueCode();
        IssueCode other = new IssueCode(new DeviceId("tv-" + key), "other", null, null);
        assertThat(codeOf(send(other, device))).isEqualTo(RefusalCode.CONFLICT);
        assertThat(codeOf(send(new RenameDevice(account, new DeviceId("x"), "y"), device)))
                .isEqualTo(RefusalCode.CONFLICT);
    }

    @Test
    void the_key_belongs_to_its_caller() {
        issueCode();
        Caller other = new Caller("other-" + key, Role.DEVICE, "203.0.113.9", "test");
        await(send(issue, other));
        assertThat(sessionsOfTheDevice()).isEqualTo(2);
        Caller operator = new Caller("tv-" + key, Role.OPERATOR, "203.0.113.9", "test");
        await(send(issue, operator));
        assertThat(sessionsOfTheDevice()).isEqualTo(3);
    }

    @Test
    void no_caller_has_the_key_of_another_whatever_their_names() {
        Commands commands = node.bean(Commands.class);
        IssuedCode first = await(commands.<IssuedCode>send(issue, device, "a:b").thenApply(Acknowledged::answer));
        Caller other = new Caller("tv-" + key + ":a", Role.DEVICE, "203.0.113.9", "test");
        IssuedCode second = await(commands.<IssuedCode>send(issue, other, "b").thenApply(Acknowledged::answer));
        assertThat(second).isNotEqualTo(first);
    }

    @Test
    void duplicates_at_the_same_time_have_one_effect_and_one_answer() {
        List<CompletableFuture<IssuedCode>> answers = IntStream.range(0, 32)
                .mapToObj(duplicate -> this.<IssuedCode>send(issue, device))
                .toList();
        assertThat(answers.stream().map(CommandNode::await).distinct()).hasSize(1);
        assertThat(sessionsOfTheDevice()).isOne();
    }

    @Test
    void an_answer_is_forgotten_after_exactly_a_day() {
        IssuedCode first = issueCode();
        clock.advance(Duration.ofHours(24).minusMillis(1));
        assertThat(issueCode()).isEqualTo(first);
        clock.advance(Duration.ofMillis(1));
        IssuedCode second = issueCode(); // although no sweep has removed the first
        assertThat(second).isNotEqualTo(first);
        assertThat(issueCode()).isEqualTo(second);
    }

    @Test
    void the_sweep_removes_what_is_forgotten_and_nothing_else() {
        issueCode();
        clock.advance(Duration.ofHours(24));
        String other = UUID.randomUUID().toString();
        node.bean(Commands.class)
                .send(new OpenAccount(account, "standard"), OPERATOR, other)
                .join();
        node.bean(HandledOnce.class).forget();
        assertThat(node.count("handled_command")).isOne();
    }
}
