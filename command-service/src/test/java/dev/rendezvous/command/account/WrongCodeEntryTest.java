package dev.rendezvous.command.account;

import static dev.rendezvous.command.CommandNode.OPERATOR;
import static dev.rendezvous.command.CommandNode.holder;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.account.AccountStatus;
import dev.rendezvous.api.account.ChangeAccountStatus;
import dev.rendezvous.api.account.CodeEntryLocked;
import dev.rendezvous.api.account.LinkDevice;
import dev.rendezvous.api.account.LinkedDevice;
import dev.rendezvous.api.caller.Caller;
import dev.rendezvous.api.refusal.Refusal;
import dev.rendezvous.api.refusal.RefusalCode;
import dev.rendezvous.api.refusal.Refused;
import dev.rendezvous.api.registration.ClaimCode;
import dev.rendezvous.api.registration.DeclineCode;
import dev.rendezvous.api.registration.IssuedCode;
import dev.rendezvous.api.registration.SessionCancelled;
import dev.rendezvous.command.CommandNode;
import dev.rendezvous.command.SharedNode;
import dev.rendezvous.command.TestClock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedNode.class)
class WrongCodeEntryTest {
    /** Twelve letters: while few codes are live, nobody is given such a one. */
    private static final String WRONG = "BCDFGHJKLMNP";

    private static final Duration LOCK = Duration.ofMinutes(15);

    private final CommandNode node;
    private final TestClock clock;
    private final String name = UUID.randomUUID().toString();
    private final AccountId account;
    private final Caller holder;

    WrongCodeEntryTest(CommandNode node, TestClock clock) {
        this.node = node;
        this.clock = clock;
        this.account = node.openAccount("account-" + name);
        this.holder = holder(account);
    }

    private void enterWrongCodes(int count, Caller by) {
        for (int wrong = 0; wrong < count; wrong++) {
            assertThat(node.refusal(new ClaimCode(account, WRONG), by)).isEqualTo(RefusalCode.CODE_UNKNOWN);
        }
    }

    private RefusalCode claim(String code) {
        return node.refusal(new ClaimCode(account, code), holder);
    }

    @Test
    void while_locked_nothing_is_looked_up_or_counted_or_done_to_the_session() { // R16
        IssuedCode issued = node.issueCode("tv-" + name);
        enterWrongCodes(5, holder);
        String code = issued.code().value();
        assertThat(claim(WRONG)).isEqualTo(RefusalCode.CODE_ENTRY_LOCKED);
        assertThat(node.refusal(new DeclineCode(account, code), holder)).isEqualTo(RefusalCode.CODE_ENTRY_LOCKED);
        assertThat(node.refusal(new LinkDevice(account, code, null, null), holder))
                .isEqualTo(RefusalCode.CODE_ENTRY_LOCKED);
        assertThat(node.eventsOf(account)).hasSize(7);
        assertThat(node.eventsOf(issued.sessionId())).hasSize(1);
    }

    @Test
    void a_locked_account_is_told_how_long_to_wait() { // R16
        enterWrongCodes(5, holder);
        clock.advance(Duration.ofMinutes(5).plusMillis(1));
        try {
            throw new AssertionError(
                    node.handle(new ClaimCode(account, WRONG), holder).toString());
        } catch (Refused refused) {
            assertThat(refused.<Refusal>getDetails().orElseThrow().facts()).containsEntry("retryAfter", 600L);
        }
    }

    @Test
    void what_cannot_be_a_code_at_all_is_a_wrong_code_too() { // R16
        for (int wrong = 0; wrong < 5; wrong++) assertThat(claim("?")).isEqualTo(RefusalCode.CODE_UNKNOWN);
        assertThat(claim("?")).isEqualTo(RefusalCode.CODE_ENTRY_LOCKED);
    }

    @Test
    void wrong_codes_spread_over_more_than_fifteen_minutes_lock_nothing() { // R16
        for (int wrong = 0; wrong < 12; wrong++) {
            enterWrongCodes(1, holder);
            clock.advance(Duration.ofMinutes(15).dividedBy(4));
        }
        assertThat(node.eventsOf(account)).hasSize(13).doesNotHaveAnyElementsOfTypes(CodeEntryLocked.class);
    }

    @Test
    void the_fifth_wrong_code_just_inside_the_window_locks() { // R16
        enterWrongCodes(4, holder);
        clock.advance(LOCK.minusMillis(1));
        enterWrongCodes(1, holder);
        assertThat(claim(WRONG)).isEqualTo(RefusalCode.CODE_ENTRY_LOCKED);
    }

    @Test
    void an_operators_mistakes_are_not_the_customers() { // R16, R26
        enterWrongCodes(10, OPERATOR);
        assertThat(node.eventsOf(account)).hasSize(1);
        enterWrongCodes(5, holder);
        IssuedCode issued = node.issueCode("tv-" + name);
        LinkedDevice linked =
                node.handle(new LinkDevice(account, issued.code().value(), null, "on the phone"), OPERATOR);
        assertThat(linked.deviceId()).hasToString("tv-" + name);
    }

    @Test
    void racing_guesses_count_one_by_one() { // R16
        List<CompletableFuture<Object>> guesses = IntStream.range(0, 64)
                .mapToObj(guess -> node.<Object>send(new ClaimCode(account, WRONG), holder))
                .toList();
        List<RefusalCode> refusals = guesses.stream().map(CommandNode::codeOf).toList();
        assertThat(refusals).filteredOn(RefusalCode.CODE_UNKNOWN::equals).hasSize(5);
        assertThat(refusals).filteredOn(RefusalCode.CODE_ENTRY_LOCKED::equals).hasSize(59);
        assertThat(node.eventsOf(account)).hasSize(7);
    }

    @Test
    void an_account_on_hold_does_not_guess_freely() { // R16, R22
        node.handle(new ChangeAccountStatus(account, AccountStatus.ON_HOLD, null), OPERATOR);
        for (int guess = 0; guess < 5; guess++) assertThat(claim(WRONG)).isEqualTo(RefusalCode.ACCOUNT_ON_HOLD);
        assertThat(claim(WRONG)).isEqualTo(RefusalCode.CODE_ENTRY_LOCKED);
    }

    @Test
    void a_code_that_a_sixth_account_enters_dies_for_everybody() { // R16
        IssuedCode issued = node.issueCode("tv-" + name);
        for (int number = 0; number < 5; number++) {
            AccountId other = node.openAccount(number + "-" + name);
            node.handle(new ClaimCode(other, issued.code().value()), holder(other));
        }
        assertThat(claim(issued.code().value())).isEqualTo(RefusalCode.CODE_EXPIRED);
        assertThat(node.eventsOf(issued.sessionId()))
                .hasSize(7)
                .last()
                .isEqualTo(new SessionCancelled(issued.sessionId(), SessionCancelled.Cause.SHOWN_TO_TOO_MANY));
        AccountId first = new AccountId("0-" + name);
        assertThat(node.refusal(new LinkDevice(first, issued.code().value(), null, null), holder(first)))
                .isEqualTo(RefusalCode.CODE_EXPIRED);
    }
}
