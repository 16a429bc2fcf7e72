package dev.rendezvous.command.registration;

import static dev.rendezvous.command.CommandNode.OPERATOR;
import static dev.rendezvous.command.CommandNode.codeOf;
import static dev.rendezvous.command.CommandNode.holder;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.account.LinkDevice;
import dev.rendezvous.api.caller.Caller;
import dev.rendezvous.api.caller.Role;
import dev.rendezvous.api.refusal.Refusal;
import dev.rendezvous.api.refusal.RefusalCode;
import dev.rendezvous.api.refusal.Refused;
import dev.rendezvous.api.registration.CancelSession;
import dev.rendezvous.api.registration.ClaimCode;
import dev.rendezvous.api.registration.DeclineCode;
import dev.rendezvous.api.registration.DeviceId;
import dev.rendezvous.api.registration.IssueCode;
import dev.rendezvous.api.registration.IssuedCode;
import dev.rendezvous.command.CommandNode;
import dev.rendezvous.command.SharedNode;
import dev.rendezvous.command.TestClock;
import dev.rendezvous.command.Warnings;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.axonframework.eventhandling.EventMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedNode.class)
class LiveSessionsPerDeviceTest {
    private final CommandNode node;
    private final TestClock clock;
    private final String name = UUID.randomUUID().toString();
    private final String tv = "tv-" + name;
    private final AccountId account;

    LiveSessionsPerDeviceTest(CommandNode node, TestClock clock) {
        this.node = node;
        this.clock = clock;
        this.account = node.openAccount("account-" + name);
    }

    private RefusalCode refusal() {
        return codeOf(ask());
    }

    private CompletableFuture<IssuedCode> ask() {
        Caller device = new Caller(tv, Role.DEVICE, "203.0.113.9", "test-device");
        return node.send(new IssueCode(new DeviceId(tv), null, null, null), device);
    }

    /** Three codes, a second apart. */
    private List<IssuedCode> three() {
        return IntStream.range(0, 3)
                .mapToObj(number -> {
                    IssuedCode issued = node.issueCode(tv);
                    clock.advance(Duration.ofSeconds(1));
                    return issued;
                })
                .toList();
    }

    private void oneMoreAndNotTwo() {
        node.issueCode(tv);
        assertThat(refusal()).isEqualTo(RefusalCode.TOO_MANY_REQUESTS);
    }

    @Test
    void each_code_is_another_session() { // R5
        assertThat(three().stream().map(IssuedCode::sessionId).distinct()).hasSize(3);
    }

    @Test
    void a_fourth_live_session_is_refused_until_the_first_expires() { // R5
        three();
        try {
            throw new AssertionError(CommandNode.await(ask()).toString());
        } catch (Refused refused) {
            Refusal refusal = refused.<Refusal>getDetails().orElseThrow();
            assertThat(refusal.code()).isEqualTo(RefusalCode.TOO_MANY_REQUESTS);
            assertThat(refusal.facts()).containsEntry("retryAfter", 897L);
        }
    }

    @Test
    void a_linked_session_makes_room() { // R5
        LinkDevice link = new LinkDevice(account, three().get(1).code().value(), null, null);
        node.handle(link, holder(account));
        oneMoreAndNotTwo();
    }

    @Test
    void a_declined_session_makes_room() { // R5
        node.handle(new DeclineCode(account, three().get(0).code().value()), holder(account));
        oneMoreAndNotTwo();
    }

    @Test
    void a_cancelled_session_makes_room() { // R5
        node.handle(new CancelSession(three().get(2).sessionId()), OPERATOR);
        oneMoreAndNotTwo();
    }

    @Test
    void a_refused_session_makes_room() { // R5, R22
        AccountId nobody = new AccountId("nobody-" + name);
        node.refusal(new ClaimCode(nobody, three().get(0).code().value()), holder(nobody));
        oneMoreAndNotTwo();
    }

    @Test
    void an_expired_session_makes_room_at_that_instant_whether_swept_or_not() { // R5, R14
        three();
        clock.advance(Duration.ofMinutes(15).minusSeconds(3).minusMillis(1));
        assertThat(refusal()).isEqualTo(RefusalCode.TOO_MANY_REQUESTS);
        clock.advance(Duration.ofMillis(1));
        oneMoreAndNotTwo();
    }

    @Test
    void a_session_whose_life_a_claim_lengthened_keeps_its_place() { // R5, R14
        IssuedCode first = three().get(0);
        clock.advance(Duration.ofMinutes(15).minusSeconds(4));
        node.handle(new ClaimCode(account, first.code().value()), holder(account));
        clock.advance(Duration.ofSeconds(1));
        assertThat(refusal()).isEqualTo(RefusalCode.TOO_MANY_REQUESTS);
    }

    @Test
    void under_any_race_a_device_has_three_live_sessions() { // R5
        try (Warnings warnings = new Warnings()) {
            List<CompletableFuture<IssuedCode>> racers =
                    IntStream.range(0, 48).mapToObj(racer -> ask()).toList();
            List<Object> outcomes = racers.stream()
                    .map(racer -> (Object) racer.handle((issued, refused) -> refused == null ? "issued" : codeOf(racer))
                            .join())
                    .toList();
            assertThat(outcomes).filteredOn("issued"::equals).hasSize(3);
            assertThat(outcomes)
                    .filteredOn(outcome -> !"issued".equals(outcome))
                    .containsOnly(RefusalCode.TOO_MANY_REQUESTS);
            assertThat(warnings.lines()).isEmpty();
        }
        long live = node.db()
                .sql("SELECT COUNT(*) FROM code_reservation WHERE live AND device_id = ?")
                .param(tv)
                .query(Long.class)
                .single();
        assertThat(live).isEqualTo(3);
    }

    @Test
    void the_count_of_live_codes_is_exact_after_everything() { // R2
        LiveCodes liveCodes = node.bean(LiveCodes.class);
        assertThat(liveCodes.count())
                .isEqualTo(node.bean(CodeReservations.class).countLive());
        three();
        refusal();
        assertThat(liveCodes.count())
                .isEqualTo(node.bean(CodeReservations.class).countLive());
    }

    @Test
    void of_those_that_ask_at_once_each_is_told_and_recorded_for_itself() { // R5, R50
        List<CompletableFuture<IssuedCode>> asked = IntStream.range(0, 40)
                .mapToObj(number -> {
                    String asking = number % 4 == 0 ? tv : tv + "-" + number;
                    Caller device = new Caller(asking, Role.DEVICE, "203.0.113." + number, "ask-" + number);
                    return node.<IssuedCode>send(new IssueCode(new DeviceId(asking), null, null, null), device);
                })
                .toList();

        List<CompletableFuture<IssuedCode>> refused = asked.stream()
                .filter(one -> one.handle((issued, failure) -> failure != null).join())
                .toList();

        assertThat(refused).hasSize(10 - 3).allMatch(one -> codeOf(one) == RefusalCode.TOO_MANY_REQUESTS);
        for (int number = 1; number < 40; number += 4) {
            assertThat(node.messagesOf(asked.get(number).join().sessionId()))
                    .singleElement()
                    .extracting(EventMessage::getMetaData, InstanceOfAssertFactories.MAP)
                    .containsEntry(Caller.ACTOR, tv + "-" + number)
                    .containsEntry(Caller.ADDRESS, "203.0.113." + number)
                    .containsEntry(Caller.CORRELATION_ID, "ask-" + number)
                    .containsEntry("cause", "IssueCode");
        }
        assertThat(node.bean(LiveCodes.class).count())
                .isEqualTo(node.bean(CodeReservations.class).countLive());
    }
}
