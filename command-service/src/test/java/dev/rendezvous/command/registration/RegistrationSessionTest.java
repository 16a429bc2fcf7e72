package dev.rendezvous.command.registration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.refusal.Refusal;
import dev.rendezvous.api.refusal.RefusalCode;
import dev.rendezvous.api.refusal.Refused;
import dev.rendezvous.api.registration.CancelSession;
import dev.rendezvous.api.registration.ClaimedDevice;
import dev.rendezvous.api.registration.CodeClaimed;
import dev.rendezvous.api.registration.CodeExpired;
import dev.rendezvous.api.registration.CodeIssued;
import dev.rendezvous.api.registration.DeviceId;
import dev.rendezvous.api.registration.ExpireCode;
import dev.rendezvous.api.registration.RegistrationCode;
import dev.rendezvous.api.registration.SessionCancelled;
import dev.rendezvous.api.registration.SessionDenied;
import dev.rendezvous.api.registration.SessionId;
import dev.rendezvous.api.registration.SessionLinked;
import dev.rendezvous.api.registration.SessionRefused;
import dev.rendezvous.api.token.TokenRef;
import dev.rendezvous.command.RefusalsCommit;
import dev.rendezvous.command.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RegistrationSessionTest {
    private static final Instant NOON = TestClock.NOON;
    private static final Instant EXPIRY = NOON.plus(Duration.ofMinutes(15));
    private static final SessionId ID = SessionId.of("01a2046d-bf1f-7ca7-98dc-ae6ec7d232f9");
    private static final AccountId ANNA = new AccountId("anna");
    private static final AccountId BOB = new AccountId("bob");
    private static final TokenRef TOKEN = new TokenRef("k1", new UUID(1, 2));
    private static final CodeIssued ISSUED = new CodeIssued(
            ID, new RegistrationCode("BCDFG"), new DeviceId("4E12"), "tv", "1.0", null, Duration.ofSeconds(30), EXPIRY);

    private final TestClock clock = new TestClock();
    private final AggregateTestFixture<RegistrationSession> fixture =
            new AggregateTestFixture<>(RegistrationSession.class);

    @BeforeEach
    void wire() {
        fixture.registerInjectableResource(clock);
        RefusalsCommit.on(fixture);
    }

    /** The session after these events, and now, when something is done to it. */
    private TestExecutor<RegistrationSession> issued(Object... after) {
        return fixture.given(Stream.concat(Stream.of(ISSUED), Stream.of(after)).toArray());
    }

    private static CodeClaimed claimedBy(AccountId account) {
        return new CodeClaimed(ID, account, EXPIRY);
    }

    private static ResultValidator<RegistrationSession> refused(
            RefusalCode code, ResultValidator<RegistrationSession> result) {
        return result.expectException(Refused.class).expectExceptionDetails(Refusal.of(code));
    }

    static Stream<Object> endings() {
        return Stream.of(
                new SessionDenied(ID, BOB),
                new SessionRefused(ID, BOB, RefusalCode.ACCOUNT_CLOSED),
                new SessionCancelled(ID, SessionCancelled.Cause.OPERATOR),
                new CodeExpired(ID));
    }

    // --- cancelling (R17)

    @Test
    void an_operator_cancels_a_live_session() { // R17
        issued().when(new CancelSession(ID))
                .expectSuccessfulHandlerExecution()
                .expectEvents(new SessionCancelled(ID, SessionCancelled.Cause.OPERATOR));
    }

    @Test
    void a_repeated_cancellation_is_no_news() { // R17
        issued(new SessionCancelled(ID, SessionCancelled.Cause.OPERATOR))
                .when(new CancelSession(ID))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void a_linked_session_cannot_be_cancelled() { // R17
        refused(
                        RefusalCode.ALREADY_USED,
                        issued(new SessionLinked(ID, ANNA, TOKEN)).when(new CancelSession(ID)))
                .expectNoEvents();
    }

    @Test
    void an_expired_session_cannot_be_cancelled() { // R14, R17
        clock.advance(Duration.ofMinutes(15));
        refused(RefusalCode.CODE_EXPIRED, issued().when(new CancelSession(ID))).expectNoEvents();
    }

    // --- expiry (R14)

    @Test
    void history_says_that_a_code_expired_from_that_instant_on() { // R14
        clock.advance(Duration.ofMinutes(15));
        issued().when(new ExpireCode(ID)).expectEvents(new CodeExpired(ID));
    }

    @Test
    void a_code_does_not_expire_a_millisecond_early() { // R14
        clock.advance(Duration.ofMinutes(15).minusMillis(1));
        issued().when(new ExpireCode(ID)).expectSuccessfulHandlerExecution().expectNoEvents();
    }

    @Test
    void an_expiry_is_told_once() { // R14
        clock.advance(Duration.ofMinutes(16));
        issued(new CodeExpired(ID)).when(new ExpireCode(ID)).expectNoEvents();
    }

    @ParameterizedTest
    @MethodSource("endings")
    void what_has_ended_does_not_expire(Object ending) { // R14
        clock.advance(Duration.ofMinutes(16));
        issued(ending)
                .when(new ExpireCode(ID))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void a_claimed_code_expires_only_when_the_time_to_decide_is_over() { // R14
        CodeClaimed late = new CodeClaimed(ID, ANNA, EXPIRY.plus(Duration.ofMinutes(4)));
        clock.advance(Duration.ofMinutes(19).minusMillis(1));
        issued(late).when(new ExpireCode(ID)).expectNoEvents();
    }

    // --- claiming (R14, R15, R16)

    @Test
    void who_enters_the_code_is_shown_the_device_and_nothing_secret() { // R15
        AtomicReference<ClaimedDevice> shown = new AtomicReference<>();
        issued().whenInvoking(ID.toString(), session -> shown.set(session.claim(ANNA, NOON)))
                .expectEvents(claimedBy(ANNA));
        assertThat(shown.get())
                .usingRecursiveComparison()
                .ignoringFields("requestedAt") // the fixture's own time
                .isEqualTo(new ClaimedDevice(ISSUED.code(), ISSUED.deviceId(), "tv", "1.0", NOON, null, EXPIRY));
    }

    @Test
    void a_claim_in_the_last_five_minutes_leaves_five_minutes_to_decide() { // R14
        Instant now = EXPIRY.minus(Duration.ofMinutes(5)).plusMillis(1);
        issued().whenInvoking(ID.toString(), session -> session.claim(ANNA, now))
                .expectEvents(new CodeClaimed(ID, ANNA, EXPIRY.plusMillis(1)));
    }

    @Test
    void a_claim_with_five_minutes_left_moves_nothing() { // R14
        Instant now = EXPIRY.minus(Duration.ofMinutes(5));
        issued().whenInvoking(ID.toString(), session -> session.claim(ANNA, now))
                .expectEvents(claimedBy(ANNA));
    }

    @Test
    void a_claim_never_shortens_a_life_that_another_one_lengthened() { // R14
        Instant later = EXPIRY.plus(Duration.ofMinutes(4));
        issued(new CodeClaimed(ID, ANNA, later))
                .whenInvoking(ID.toString(), session -> session.claim(BOB, NOON))
                .expectEvents(new CodeClaimed(ID, BOB, later));
    }

    @Test
    void a_claim_of_the_same_account_is_answered_again_and_is_no_news() { // R15
        AtomicReference<ClaimedDevice> shown = new AtomicReference<>();
        issued(claimedBy(ANNA))
                .whenInvoking(ID.toString(), session -> shown.set(session.claim(ANNA, NOON)))
                .expectNoEvents();
        assertThat(shown.get().deviceId()).isEqualTo(ISSUED.deviceId());
    }

    @Test
    void a_code_is_dead_at_the_instant_it_expires() { // R14
        refused(RefusalCode.CODE_EXPIRED, issued().whenInvoking(ID.toString(), session -> session.claim(ANNA, EXPIRY)))
                .expectNoEvents();
    }

    @Test
    void a_code_lives_until_the_millisecond_before() { // R14
        issued().whenInvoking(ID.toString(), session -> session.link(ANNA, TOKEN, EXPIRY.minusMillis(1)))
                .expectEvents(new SessionLinked(ID, ANNA, TOKEN));
    }

    @Test
    void a_code_may_be_shown_to_five_accounts() { // R16
        issued(claims(4))
                .whenInvoking(ID.toString(), session -> session.claim(ANNA, NOON))
                .expectEvents(claimedBy(ANNA));
    }

    @Test
    void a_code_that_a_sixth_account_enters_dies() { // R16
        refused(
                        RefusalCode.CODE_EXPIRED,
                        issued(claims(5)).whenInvoking(ID.toString(), session -> session.claim(ANNA, NOON)))
                .expectEvents(new SessionCancelled(ID, SessionCancelled.Cause.SHOWN_TO_TOO_MANY));
    }

    @Test
    void the_five_who_were_shown_the_device_may_look_again() { // R16
        issued(claims(5))
                .whenInvoking(ID.toString(), session -> session.claim(new AccountId("account-3"), NOON))
                .expectNoEvents()
                .expectSuccessfulHandlerExecution();
    }

    private static Object[] claims(int accounts) {
        return IntStream.range(0, accounts)
                .mapToObj(number -> claimedBy(new AccountId("account-" + number)))
                .toArray();
    }

    // --- declining (R15)

    @Test
    void a_declined_session_ends_at_once() { // R15
        issued(claimedBy(ANNA))
                .whenInvoking(ID.toString(), session -> session.deny(ANNA, NOON))
                .expectEvents(new SessionDenied(ID, ANNA));
    }

    @Test
    void a_repeated_decline_is_no_news() { // R15
        issued(new SessionDenied(ID, ANNA))
                .whenInvoking(ID.toString(), session -> session.deny(ANNA, EXPIRY))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void what_another_account_declined_cannot_be_declined_again() { // R15
        refused(
                        RefusalCode.CODE_EXPIRED,
                        issued(new SessionDenied(ID, BOB))
                                .whenInvoking(ID.toString(), session -> session.deny(ANNA, NOON)))
                .expectNoEvents();
    }

    @Test
    void a_linked_session_cannot_be_declined() { // R21
        refused(
                        RefusalCode.ALREADY_USED,
                        issued(new SessionLinked(ID, ANNA, TOKEN))
                                .whenInvoking(ID.toString(), session -> session.deny(ANNA, NOON)))
                .expectNoEvents();
    }

    // --- linking (R20, R21)

    @Test
    void linking_ends_the_session() { // R20
        issued(claimedBy(ANNA))
                .whenInvoking(ID.toString(), session -> session.link(ANNA, TOKEN, NOON))
                .expectEvents(new SessionLinked(ID, ANNA, TOKEN));
    }

    @Test
    void a_code_links_once() { // R21
        refused(
                        RefusalCode.ALREADY_USED,
                        issued(new SessionLinked(ID, ANNA, TOKEN))
                                .whenInvoking(ID.toString(), session -> session.link(BOB, TOKEN, NOON)))
                .expectNoEvents();
    }

    @Test
    void a_code_that_was_used_says_so_after_its_expiry_too() { // R21
        refused(
                        RefusalCode.ALREADY_USED,
                        issued(new SessionLinked(ID, ANNA, TOKEN))
                                .whenInvoking(ID.toString(), session -> session.link(BOB, TOKEN, EXPIRY)))
                .expectNoEvents();
    }

    @Test
    void the_session_knows_whom_it_was_linked_to() { // R21
        issued(new SessionLinked(ID, ANNA, TOKEN)).whenInvoking(ID.toString(), session -> {
            assertThat(session.isLinkedTo(ANNA)).isTrue();
            assertThat(session.isLinkedTo(BOB)).isFalse();
        });
    }

    @ParameterizedTest
    @MethodSource("endings")
    void what_has_ended_links_nothing(Object ending) { // R20
        refused(
                        RefusalCode.CODE_EXPIRED,
                        issued(ending).whenInvoking(ID.toString(), session -> session.link(ANNA, TOKEN, NOON)))
                .expectNoEvents();
    }

    // --- refusing (R22)

    @Test
    void an_account_that_may_not_link_ends_the_session() { // R22
        issued().whenInvoking(ID.toString(), session -> session.refuse(ANNA, RefusalCode.ACCOUNT_ON_HOLD, NOON))
                .expectEvents(new SessionRefused(ID, ANNA, RefusalCode.ACCOUNT_ON_HOLD));
    }

    @ParameterizedTest
    @MethodSource("endings")
    void what_has_ended_is_not_refused_again(Object ending) { // R22
        issued(ending)
                .whenInvoking(ID.toString(), session -> session.refuse(ANNA, RefusalCode.ACCOUNT_CLOSED, NOON))
                .expectNoEvents();
    }

    @Test
    void what_has_expired_is_not_refused_instead() { // R14, R22
        issued().whenInvoking(ID.toString(), session -> session.refuse(ANNA, RefusalCode.ACCOUNT_CLOSED, EXPIRY))
                .expectNoEvents();
    }
}
