package dev.rendezvous.command.registration;

import static dev.rendezvous.command.CommandNode.holder;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.account.LinkDevice;
import dev.rendezvous.api.caller.Caller;
import dev.rendezvous.api.refusal.RefusalCode;
import dev.rendezvous.api.registration.ClaimCode;
import dev.rendezvous.api.registration.CodeClaimed;
import dev.rendezvous.api.registration.CodeExpired;
import dev.rendezvous.api.registration.CodeIssued;
import dev.rendezvous.api.registration.DeviceId;
import dev.rendezvous.api.registration.ExpireCode;
import dev.rendezvous.api.registration.IssuedCode;
import dev.rendezvous.api.registration.SessionId;
import dev.rendezvous.api.registration.SessionLinked;
import dev.rendezvous.command.CommandNode;
import dev.rendezvous.command.SharedNode;
import dev.rendezvous.command.TestClock;
import dev.rendezvous.command.Warnings;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedNode.class)
class ExpiryTest {
    private static final Duration LIFETIME = Duration.ofMinutes(15);

    private final CommandNode node;
    private final TestClock clock;
    private final ExpirySweep sweep;
    private final String name = UUID.randomUUID().toString();
    private final AccountId account;

    ExpiryTest(CommandNode node, TestClock clock) {
        this.node = node;
        this.clock = clock;
        this.sweep = node.bean(ExpirySweep.class);
        this.account = node.openAccount("account-" + name);
    }

    private List<IssuedCode> issue(int codes) {
        return node.issueCodes(IntStream.range(0, codes).mapToObj(number -> number + "-" + name));
    }

    private List<? extends Class<?>> historyOf(IssuedCode issued) {
        return node.eventsOf(issued.sessionId()).stream().map(Object::getClass).toList();
    }

    @Test
    void a_sweep_tells_history_what_has_expired_and_nothing_else() { // R14
        IssuedCode early = node.issueCode("early-" + name);
        clock.advance(Duration.ofMillis(1));
        IssuedCode late = node.issueCode("late-" + name);
        clock.advance(LIFETIME.minusMillis(1));
        sweep.sweep();
        assertThat(historyOf(early)).isEqualTo(List.of(CodeIssued.class, CodeExpired.class));
        assertThat(historyOf(late)).isEqualTo(List.of(CodeIssued.class));
    }

    @Test
    void however_many_sweep_at_once_an_expiry_is_told_once() { // R14: more than a batch
        List<IssuedCode> issued = issue(600);
        clock.advance(LIFETIME);
        try (Warnings warnings = new Warnings()) {
            CompletableFuture.allOf(IntStream.range(0, 8)
                            .mapToObj(sweeper -> CompletableFuture.runAsync(sweep::sweep))
                            .toArray(CompletableFuture[]::new))
                    .join();
            assertThat(warnings.lines()).isEmpty();
        }
        assertThat(issued).allSatisfy(code -> assertThat(historyOf(code))
                .isEqualTo(List.of(CodeIssued.class, CodeExpired.class)));
        assertThat(node.bean(LiveCodes.class).count())
                .isEqualTo(node.bean(CodeReservations.class).countLive());
    }

    @Test
    void a_claimed_code_is_swept_when_the_time_to_decide_is_over() { // R14
        IssuedCode issued = node.issueCode("tv-" + name);
        clock.advance(LIFETIME.minusMillis(1));
        node.handle(new ClaimCode(account, issued.code().value()), holder(account));
        clock.advance(Duration.ofMinutes(5).minusMillis(1));
        sweep.sweep();
        assertThat(historyOf(issued)).isEqualTo(List.of(CodeIssued.class, CodeClaimed.class));
        clock.advance(Duration.ofMillis(1));
        sweep.sweep();
        assertThat(historyOf(issued)).isEqualTo(List.of(CodeIssued.class, CodeClaimed.class, CodeExpired.class));
    }

    @Test
    void a_sweep_that_races_with_links_leaves_each_session_with_one_ending() { // R14, R20
        List<IssuedCode> issued = issue(100);
        clock.advance(LIFETIME.minusMillis(1));
        List<CompletableFuture<Object>> links = issued.stream()
                .map(code -> node.send(new LinkDevice(account, code.code().value(), null, null), holder(account)))
                .toList();
        clock.advance(Duration.ofMillis(1));
        sweep.sweep();
        CompletableFuture.allOf(links.toArray(CompletableFuture[]::new))
                .handle((done, refused) -> "over")
                .join();
        sweep.sweep();
        for (int link = 0; link < links.size(); link++) {
            boolean linked = !links.get(link).isCompletedExceptionally();
            if (!linked) assertThat(CommandNode.codeOf(links.get(link))).isEqualTo(RefusalCode.CODE_EXPIRED);
            assertThat(historyOf(issued.get(link)))
                    .isEqualTo(List.of(CodeIssued.class, linked ? SessionLinked.class : CodeExpired.class));
        }
    }

    @Test
    void a_code_typed_late_is_told_apart_from_a_wrong_one_for_an_hour() { // R14
        IssuedCode issued = node.issueCode("tv-" + name);
        ClaimCode claim = new ClaimCode(account, issued.code().value());
        clock.advance(LIFETIME.plusHours(1));
        sweep.sweep();
        assertThat(node.refusal(claim, holder(account))).isEqualTo(RefusalCode.CODE_EXPIRED);
        clock.advance(Duration.ofMillis(1));
        sweep.sweep();
        assertThat(node.refusal(claim, holder(account))).isEqualTo(RefusalCode.CODE_UNKNOWN);
    }

    @Test
    void many_expire_in_few_transactions() { // R14
        List<IssuedCode> issued = issue(1_000);
        clock.advance(LIFETIME);
        double before = expired();
        long batches = handled(ExpireCodes.class);
        long alone = handled(ExpireCode.class);
        sweep.sweep();
        assertThat(expired() - before).isGreaterThanOrEqualTo(issued.size());
        assertThat(handled(ExpireCodes.class) - batches)
                .isLessThanOrEqualTo(1 + (long) (expired() - before) / ExpirySweep.BATCH);
        assertThat(handled(ExpireCode.class)).isEqualTo(alone);
    }

    @Test
    void an_expiry_was_caused_by_the_product_itself() { // R50
        IssuedCode issued = node.issueCode("tv-" + name);
        clock.advance(LIFETIME);
        sweep.sweep();
        assertThat(node.messagesOf(issued.sessionId()).skip(1)).singleElement().satisfies(told -> assertThat(
                        told.getMetaData())
                .containsAllEntriesOf(Caller.system("expiry-sweep").asMetaData())
                .containsEntry("cause", "ExpireCodes")
                .doesNotContainKey(Caller.ADDRESS));
    }

    @Test
    void what_cannot_expire_keeps_no_other_from_it() { // R14
        SessionId unknown = new SessionId(UUID.randomUUID());
        CodeReservations reservations = node.bean(CodeReservations.class);
        reservations.take(new CodeReservations.Reservation(
                new CodeDraw(new SecureRandom()).draw(12), unknown, new DeviceId(name), 0, clock.instant()));
        List<IssuedCode> issued = issue(300);
        clock.advance(LIFETIME);
        try (Warnings warnings = new Warnings()) {
            sweep.sweep();
            assertThat(warnings.lines()).singleElement().asString().contains(unknown.toString());
        } finally {
            reservations.end(List.of(unknown));
        }
        assertThat(issued).allSatisfy(code -> assertThat(historyOf(code))
                .isEqualTo(List.of(CodeIssued.class, CodeExpired.class)));
    }

    private double expired() {
        return node.bean(MeterRegistry.class)
                .get("rendezvous.codes.expired")
                .counter()
                .count();
    }

    private long handled(Class<?> command) {
        return node
                .bean(MeterRegistry.class)
                .find("rendezvous.commands")
                .tag("command", command.getSimpleName())
                .timers()
                .stream()
                .mapToLong(Timer::count)
                .sum();
    }
}
