package dev.rendezvous.query.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.account.AccountOpened;
import dev.rendezvous.api.account.DeviceApproved;
import dev.rendezvous.api.account.DeviceLinked;
import dev.rendezvous.api.account.DeviceSignedOn;
import dev.rendezvous.api.account.DeviceUnlinked;
import dev.rendezvous.api.profile.DeviceGroups;
import dev.rendezvous.api.registration.CodeClaimed;
import dev.rendezvous.api.registration.CodeExpired;
import dev.rendezvous.api.registration.CodeIssued;
import dev.rendezvous.api.registration.DeviceId;
import dev.rendezvous.api.registration.RegistrationCode;
import dev.rendezvous.api.registration.SessionCancelled;
import dev.rendezvous.api.registration.SessionDenied;
import dev.rendezvous.api.registration.SessionId;
import dev.rendezvous.api.registration.SessionLinked;
import dev.rendezvous.api.token.TokenRef;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each way in which a history can be wrong is found at its event, and a right one is not called wrong (R55). */
class ProofTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Duration LIFETIME = Duration.ofMinutes(15);
    private static final AccountId ANNA = new AccountId("anna");
    private static final AccountId BERT = new AccountId("bert");
    private static final DeviceId KITCHEN = new DeviceId("kitchen");
    private static final DeviceId CELLAR = new DeviceId("cellar");
    private static final RegistrationCode CODE = new RegistrationCode("BCDFG");
    private static final RegistrationCode OTHER_CODE = new RegistrationCode("GHJKL");

    private final Proof proof = new Proof(new DeviceGroups(Map.of()), Duration.ofSeconds(5));
    private Instant now = NOON;
    private long position;

    @BeforeEach
    void two_accounts_are_open() {
        happens(new AccountOpened(ANNA, "standard"), new AccountOpened(BERT, "standard"));
        position = 0;
    }

    private void happens(Object... events) {
        for (Object event : events) proof.next(new PastEvent(++position, "id-" + position, now, event));
    }

    private void later(Duration time) {
        now = now.plus(time);
    }

    private static SessionId session(int number) {
        return new SessionId(new UUID(0, number));
    }

    private static TokenRef token(int number) {
        return new TokenRef("k1", new UUID(1, number));
    }

    private CodeIssued issued(int session, RegistrationCode code, DeviceId device) {
        return new CodeIssued(
                session(session), code, device, null, null, null, Duration.ofSeconds(30), now.plus(LIFETIME));
    }

    private static SessionLinked sessionLinked(int session, AccountId account) {
        return new SessionLinked(session(session), account, token(session));
    }

    private static DeviceLinked deviceLinked(int session, AccountId account, DeviceId device) {
        return new DeviceLinked(account, device, null, null, session(session), token(session), null);
    }

    private static DeviceSignedOn signedOn(AccountId account, DeviceId device, int token) {
        return new DeviceSignedOn(account, device, token(token));
    }

    private static DeviceUnlinked unlinked(AccountId account, DeviceId device) {
        return new DeviceUnlinked(account, device, DeviceUnlinked.Reason.USER);
    }

    /** Three events. */
    private void link(int session, RegistrationCode code, AccountId account, DeviceId device) {
        happens(issued(session, code, device), sessionLinked(session, account), deviceLinked(session, account, device));
    }

    private void holds() {
        ProofReport report = proof.end();
        assertThat(report.breaches()).isEmpty();
        assertThat(report.excused()).isEmpty();
        assertThat(report.holds()).isTrue();
    }

    /** Nothing else is. */
    private Breach isBroken(long where, Fault fault) {
        ProofReport report = proof.end();
        assertThat(report.holds()).isFalse();
        assertThat(report.breaches())
                .extracting(breach -> breach.position() + " " + breach.fault())
                .containsExactly(where + " " + fault);
        assertThat(report.firstBreach()).isEqualTo(report.breaches().get(0));
        assertThat(report.checks())
                .allSatisfy(check -> assertThat(check.holds()).isEqualTo(check.check() != fault.check()));
        assertThat(report.breaches().get(0).eventId()).isEqualTo("id-" + where);
        return report.breaches().get(0);
    }

    @Test
    void what_happens_every_day_holds_and_is_counted() {
        link(1, CODE, ANNA, KITCHEN);
        happens(signedOn(ANNA, KITCHEN, 1));
        link(2, OTHER_CODE, ANNA, KITCHEN); // again (R23)
        happens(signedOn(ANNA, KITCHEN, 2), issued(3, new RegistrationCode("KLMNP"), KITCHEN));
        happens(sessionLinked(3, BERT), unlinked(ANNA, KITCHEN), deviceLinked(3, BERT, KITCHEN)); // moved (R24)
        happens(signedOn(BERT, KITCHEN, 3), unlinked(BERT, KITCHEN));
        happens(new DeviceApproved(BERT, CELLAR, DeviceApproved.Cause.OVERRIDE, null, "asked"));
        ProofReport report = proof.end();
        assertThat(report.holds()).isTrue();
        assertThat(report.checks())
                .extracting(CheckResult::check, CheckResult::judged)
                .containsExactly(
                        tuple(Check.LIMITS, 2L),
                        tuple(Check.CODES, 3L),
                        tuple(Check.TOKENS, 6L),
                        tuple(Check.LINKS, 3L));
        assertThat(report.accounts()).isEqualTo(2);
        assertThat(report.overrides()).isEqualTo(1);
        assertThat(report.position()).isEqualTo(position);
    }

    @Test
    void a_history_without_events_holds() {
        ProofReport report = new Proof(new DeviceGroups(Map.of()), Duration.ZERO).end();
        assertThat(report.holds()).isTrue();
        assertThat(report.position()).isEqualTo(-1);
    }

    // --- codes

    @Test
    void a_code_that_two_live_sessions_have_is_found() {
        happens(issued(1, CODE, KITCHEN));
        later(LIFETIME.minusMillis(1));
        happens(issued(2, CODE, CELLAR));
        Breach breach = isBroken(2, Fault.CODE_LIVE_TWICE);
        assertThat(breach.sessionId()).isEqualTo(session(2));
        assertThat(breach.numbers())
                .containsEntry("otherSession", session(1))
                .containsEntry("otherExpiresAt", NOON.plus(LIFETIME));
    }

    @Test
    void a_code_is_free_at_the_instant_it_expires() { // R14
        happens(issued(1, CODE, KITCHEN));
        later(LIFETIME);
        happens(new CodeExpired(session(1)), issued(2, CODE, CELLAR));
        holds();
    }

    @Test
    void a_code_that_was_claimed_lives_longer() { // R14
        happens(issued(1, CODE, KITCHEN));
        later(LIFETIME.minusMillis(1));
        happens(new CodeClaimed(session(1), ANNA, now.plus(Duration.ofMinutes(5))));
        later(Duration.ofMinutes(5).minusMillis(1));
        happens(issued(2, CODE, CELLAR));
        isBroken(3, Fault.CODE_LIVE_TWICE);
    }

    @Test
    void a_used_code_that_is_issued_before_its_lifetime_has_passed_is_found() { // R3
        link(1, CODE, ANNA, KITCHEN);
        later(LIFETIME.minusMillis(1));
        happens(issued(2, CODE, CELLAR));
        isBroken(4, Fault.CODE_REUSED_EARLY);
    }

    @Test
    void a_code_of_any_ended_session_is_free_when_its_lifetime_has_passed() {
        link(1, CODE, ANNA, KITCHEN);
        later(LIFETIME);
        happens(issued(2, CODE, CELLAR), new SessionDenied(session(2), BERT));
        later(Duration.ofDays(1));
        happens(issued(3, CODE, CELLAR));
        holds();
    }

    // --- tokens

    @Test
    void a_device_on_two_accounts_is_found() { // R24
        link(1, CODE, ANNA, KITCHEN);
        link(2, OTHER_CODE, BERT, KITCHEN);
        Breach breach = isBroken(6, Fault.TWO_LIVE_TOKENS);
        assertThat(breach.accountId()).isEqualTo(BERT);
        assertThat(breach.deviceId()).isEqualTo(KITCHEN);
        assertThat(breach.numbers()).containsEntry("otherAccount", ANNA).containsEntry("linkedThereAtPosition", 3L);
    }

    @Test
    void an_old_accounts_unlink_does_not_end_the_new_accounts_link() {
        link(1, CODE, ANNA, KITCHEN);
        happens(unlinked(ANNA, KITCHEN));
        link(2, OTHER_CODE, BERT, KITCHEN);
        happens(unlinked(ANNA, KITCHEN), signedOn(BERT, KITCHEN, 2));
        holds();
    }

    @Test
    void a_sign_on_with_a_token_that_was_replaced_is_found() { // R23
        link(1, CODE, ANNA, KITCHEN);
        link(2, OTHER_CODE, ANNA, KITCHEN);
        happens(signedOn(ANNA, KITCHEN, 1));
        assertThat(isBroken(7, Fault.DEAD_TOKEN_USED).numbers())
                .containsEntry("tokenId", token(1).tokenId())
                .containsEntry("liveTokenId", token(2).tokenId())
                .containsEntry("linkedAtPosition", 6L);
    }

    @Test
    void a_sign_on_after_the_link_ended_is_found() { // R25
        link(1, CODE, ANNA, KITCHEN);
        happens(unlinked(ANNA, KITCHEN), signedOn(ANNA, KITCHEN, 1));
        isBroken(5, Fault.DEAD_TOKEN_USED);
    }

    // --- links

    @Test
    void a_link_without_a_session_is_found() { // R20
        happens(deviceLinked(1, ANNA, KITCHEN));
        Breach breach = isBroken(1, Fault.NO_CODE);
        assertThat(breach.accountId()).isEqualTo(ANNA);
        assertThat(breach.numbers()).containsEntry("session", session(1));
    }

    @Test
    void a_session_that_is_linked_and_never_began_is_found() {
        happens(sessionLinked(1, ANNA), deviceLinked(1, ANNA, KITCHEN));
        isBroken(1, Fault.NO_CODE);
    }

    @Test
    void a_second_link_by_one_code_is_found() { // R21
        link(1, CODE, ANNA, KITCHEN);
        happens(unlinked(ANNA, KITCHEN), deviceLinked(1, ANNA, KITCHEN));
        isBroken(5, Fault.NO_CODE);
    }

    @Test
    void a_session_that_was_linked_after_it_ended_is_found() {
        happens(issued(1, CODE, KITCHEN));
        later(Duration.ofMinutes(1));
        happens(new SessionCancelled(session(1), SessionCancelled.Cause.OPERATOR));
        happens(sessionLinked(1, ANNA), deviceLinked(1, ANNA, KITCHEN));
        Breach breach = isBroken(3, Fault.CODE_ENDED);
        assertThat(breach.sessionId()).isEqualTo(session(1));
        assertThat(breach.deviceId()).isEqualTo(KITCHEN);
        assertThat(breach.numbers())
                .containsEntry("endedBy", "SessionCancelled")
                .containsEntry("endedAt", now)
                .containsEntry("endedAtPosition", 2L);
    }

    @Test
    void a_session_that_two_accounts_linked_is_found() { // R21
        happens(issued(1, CODE, KITCHEN));
        happens(sessionLinked(1, ANNA), deviceLinked(1, ANNA, KITCHEN), unlinked(ANNA, KITCHEN));
        happens(sessionLinked(1, BERT), deviceLinked(1, BERT, KITCHEN));
        isBroken(5, Fault.CODE_ENDED);
    }

    @Test
    void a_link_after_the_code_expired_is_found() { // R14
        happens(issued(1, CODE, KITCHEN));
        later(LIFETIME.plusSeconds(5));
        happens(sessionLinked(1, ANNA), deviceLinked(1, ANNA, KITCHEN));
        assertThat(isBroken(2, Fault.CODE_EXPIRED).numbers()).containsEntry("expiresAt", NOON.plus(LIFETIME));
    }

    @Test
    void a_link_that_was_on_its_way_when_the_code_expired_is_excused_and_said() {
        happens(issued(1, CODE, KITCHEN));
        later(LIFETIME.plusSeconds(5).minusMillis(1));
        happens(sessionLinked(1, ANNA), deviceLinked(1, ANNA, KITCHEN));
        ProofReport report = proof.end();
        assertThat(report.holds()).isTrue();
        assertThat(report.excused()).singleElement().satisfies(one -> {
            assertThat(one.position()).isEqualTo(2);
            assertThat(one.fault()).isEqualTo(Fault.CODE_EXPIRED);
        });
    }

    @Test
    void a_session_that_is_linked_without_its_device_is_found() { // R20
        happens(issued(1, CODE, KITCHEN), sessionLinked(1, ANNA));
        assertThat(proof.isInTheMiddle()).isTrue();
        assertThat(isBroken(2, Fault.HALF_A_LINK).numbers()).containsEntry("account", ANNA);
    }

    @Test
    void half_a_link_is_the_first_breach_although_it_shows_last() {
        happens(issued(1, CODE, KITCHEN), sessionLinked(1, ANNA), deviceLinked(2, BERT, CELLAR));
        assertThat(proof.end().breaches()).extracting(Breach::position).containsExactly(2L, 3L);
    }

    @Test
    void half_a_link_is_not_waited_for_for_ever() {
        happens(issued(1, CODE, KITCHEN), sessionLinked(1, ANNA));
        for (int i = 0; i < 10_000; i++) happens(new AccountOpened(BERT, "standard"));
        assertThat(proof.isInTheMiddle()).isTrue();
        happens(new AccountOpened(BERT, "standard"));
        assertThat(proof.isInTheMiddle()).isFalse();
        isBroken(2, Fault.HALF_A_LINK);
    }

    @Test
    void a_link_of_another_account_device_or_token_than_its_session_is_found() {
        happens(issued(1, CODE, KITCHEN), sessionLinked(1, ANNA), deviceLinked(1, BERT, KITCHEN));
        isBroken(3, Fault.OTHER_THAN_ITS_SESSION);
    }

    @Test
    void a_link_of_another_device_is_found() {
        happens(issued(1, CODE, KITCHEN), sessionLinked(1, ANNA), deviceLinked(1, ANNA, CELLAR));
        isBroken(3, Fault.OTHER_THAN_ITS_SESSION);
    }

    @Test
    void a_link_with_another_token_is_found() {
        happens(issued(1, CODE, KITCHEN), sessionLinked(1, ANNA));
        happens(new DeviceLinked(ANNA, KITCHEN, null, null, session(1), token(9), null));
        isBroken(3, Fault.OTHER_THAN_ITS_SESSION);
    }

    // --- what is told

    @Test
    void the_first_breaches_are_told_and_all_are_counted() {
        IntStream.rangeClosed(1, 50).forEach(number -> happens(deviceLinked(number, ANNA, KITCHEN)));
        ProofReport report = proof.end();
        assertThat(report.breaches())
                .extracting(Breach::position)
                .hasSize(20)
                .startsWith(1L, 2L)
                .endsWith(20L);
        assertThat(report.checks())
                .filteredOn(result -> result.check() == Check.LINKS)
                .singleElement()
                .satisfies(links -> assertThat(links.breaches()).isEqualTo(50));
    }

    @Test
    void nothing_is_remembered_of_sessions_whose_codes_are_free_again() {
        LiveSessions sessions = new LiveSessions();
        for (int number = 1; number <= 1_000; number++) {
            now = now.plus(Duration.ofMinutes(20));
            sessions.next(new PastEvent(number, "", now, issued(number, CODE, KITCHEN)));
            sessions.next(new PastEvent(number, "", now, new SessionDenied(session(number), ANNA)));
        }
        assertThat(sessions.count()).isEqualTo(1);
    }
}
