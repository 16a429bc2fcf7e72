package dev.rendezvous.command.account;

import static dev.rendezvous.command.CommandNode.holder;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.account.CodeEntryLocked;
import dev.rendezvous.api.account.WrongCodeEntered;
import dev.rendezvous.api.refusal.RefusalCode;
import dev.rendezvous.api.registration.ClaimCode;
import dev.rendezvous.api.registration.ClaimedDevice;
import dev.rendezvous.api.registration.IssuedCode;
import dev.rendezvous.command.CommandNode;
import dev.rendezvous.command.TestClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockSurvivesRestartTest {
    private static final AccountId ANNA = new AccountId("anna");
    private static final Duration LOCK = Duration.ofMinutes(15);

    @TempDir
    Path dataDir;

    private final TestClock clock = new TestClock();

    private static RefusalCode claim(CommandNode node, String code) {
        return node.refusal(new ClaimCode(ANNA, code), holder(ANNA));
    }

    @Test
    void five_wrong_codes_lock_code_entry_for_exactly_fifteen_minutes_whatever_restarts() { // R16
        try (CommandNode node = CommandNode.start(dataDir, clock)) {
            node.openAccount("anna");
            for (int wrong = 0; wrong < 3; wrong++) {
                assertThat(claim(node, "BCDFGHJKLMNP")).isEqualTo(RefusalCode.CODE_UNKNOWN);
            }
        }
        try (CommandNode node = CommandNode.start(dataDir, clock)) {
            for (int wrong = 0; wrong < 2; wrong++) {
                assertThat(claim(node, "BCDFGHJKLMNP")).isEqualTo(RefusalCode.CODE_UNKNOWN);
            }
            Instant end = clock.instant().plus(LOCK);
            assertThat(node.eventsOf(ANNA))
                    .hasSize(7)
                    .endsWith(new WrongCodeEntered(ANNA), new CodeEntryLocked(ANNA, end));
        }
        clock.advance(LOCK.minusMillis(1));
        try (CommandNode node = CommandNode.start(dataDir, clock)) {
            IssuedCode issued = node.issueCode("tv-1");
            assertThat(claim(node, issued.code().value())).isEqualTo(RefusalCode.CODE_ENTRY_LOCKED);
            clock.advance(Duration.ofMillis(1));
            ClaimedDevice shown = node.handle(new ClaimCode(ANNA, issued.code().value()), holder(ANNA));
            assertThat(shown.regCode()).isEqualTo(issued.code());
        }
    }
}
