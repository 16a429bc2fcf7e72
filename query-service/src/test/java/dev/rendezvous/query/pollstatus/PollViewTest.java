package dev.rendezvous.query.pollstatus;

import static dev.rendezvous.query.pollstatus.Sample.CODE;
import static dev.rendezvous.query.pollstatus.Sample.EXPIRY;
import static dev.rendezvous.query.pollstatus.Sample.NOON;
import static dev.rendezvous.query.pollstatus.Sample.SESSION;
import static dev.rendezvous.query.pollstatus.Sample.TOKEN;
import static dev.rendezvous.query.pollstatus.Sample.TV;
import static dev.rendezvous.query.pollstatus.Sample.VIEWER;
import static dev.rendezvous.query.pollstatus.Sample.issued;
import static dev.rendezvous.query.pollstatus.Sample.linked;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.api.account.AccountClosed;
import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.account.AccountPutOnHold;
import dev.rendezvous.api.account.AccountReactivated;
import dev.rendezvous.api.account.ActivationStatus;
import dev.rendezvous.api.account.ActivationStatusChanged;
import dev.rendezvous.api.account.DeviceLinked;
import dev.rendezvous.api.account.DeviceSignedOn;
import dev.rendezvous.api.account.DeviceUnlinked;
import dev.rendezvous.api.account.OperatorStatus;
import dev.rendezvous.api.account.OperatorStatusChanged;
import dev.rendezvous.api.refusal.RefusalCode;
import dev.rendezvous.api.registration.CodeClaimed;
import dev.rendezvous.api.registration.CodeExpired;
import dev.rendezvous.api.registration.DeviceId;
import dev.rendezvous.api.registration.RegistrationCode;
import dev.rendezvous.api.registration.SessionCancelled;
import dev.rendezvous.api.registration.SessionDenied;
import dev.rendezvous.api.registration.SessionId;
import dev.rendezvous.api.registration.SessionLinked;
import dev.rendezvous.api.registration.SessionRefused;
import dev.rendezvous.api.token.TokenRef;
import dev.rendezvous.query.pollstatus.PollOutcome.Failed;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PollViewTest {
    private static final PollOutcome SUCCESS = new PollOutcome.Linked(VIEWER, TOKEN, NOON.plusSeconds(60));

    private final PollView view = new PollView();
    private final PollProjection events = new PollProjection(view, new MovableClock(NOON));

    @BeforeEach
    void a_code_is_on_the_screen() {
        events.on(issued(), NOON);
    }

    @Test
    void a_new_session_is_pending() {
        assertThat(outcomeAt(NOON)).isNull();
    }

    @Test
    void only_code_and_device_together_find_a_session() {
        assertThat(view.find(CODE, "another")).isNull();
        assertThat(view.find(new RegistrationCode("BCDFGH"), TV.value())).isNull();
        assertThat(view.find(new RegistrationCode("BCDF"), TV.value())).isNull();
    }

    @Test
    void a_code_expires_at_the_very_millisecond() {
        assertThat(outcomeAt(EXPIRY.minusMillis(1))).isNull();
        assertThat(outcomeAt(EXPIRY)).isEqualTo(Failed.EXPIRED_CODE);
    }

    @Test
    void a_claim_moves_the_expiry() {
        events.on(new CodeClaimed(SESSION, VIEWER, EXPIRY.plusSeconds(240)));

        assertThat(outcomeAt(EXPIRY.plusSeconds(240).minusMillis(1))).isNull();
        assertThat(outcomeAt(EXPIRY.plusSeconds(240))).isEqualTo(Failed.EXPIRED_CODE);
    }

    @Test
    void an_expiry_between_two_milliseconds_is_not_early() {
        SessionId fine = Sample.session();
        events.on(issued(fine, new RegistrationCode("ZZZZZ"), TV, EXPIRY.plusNanos(300_000)), NOON);

        PollSession session = requireNonNull(view.find(new RegistrationCode("ZZZZZ"), TV.value()));

        assertThat(session.outcomeAt(EXPIRY.toEpochMilli())).isNull();
        assertThat(session.outcomeAt(EXPIRY.toEpochMilli() + 1)).isEqualTo(Failed.EXPIRED_CODE);
    }

    @Test
    void a_linked_session_tells_its_token_again_and_again_until_it_expires() {
        link();

        assertThat(outcomeAt(NOON.plusSeconds(60))).isEqualTo(SUCCESS);
        assertThat(outcomeAt(EXPIRY.minusMillis(1))).isEqualTo(SUCCESS);
        assertThat(outcomeAt(EXPIRY)).isEqualTo(Failed.EXPIRED_CODE);
    }

    @Test
    void a_token_that_was_used_is_not_told_again() {
        link();
        events.on(new DeviceSignedOn(VIEWER, TV, TOKEN));

        assertThat(outcomeAt(NOON)).isEqualTo(Failed.EXPIRED_CODE);
    }

    @Test
    void another_tokens_sign_on_does_not_count() {
        link();
        events.on(new DeviceSignedOn(VIEWER, TV, Sample.token()));

        assertThat(outcomeAt(NOON.plusSeconds(60))).isEqualTo(SUCCESS);
    }

    @Test
    void a_declined_session_says_so_even_after_its_expiry() {
        events.on(new SessionDenied(SESSION, VIEWER));

        assertThat(outcomeAt(NOON)).isEqualTo(Failed.ACCESS_DENIED);
        assertThat(outcomeAt(EXPIRY.plusSeconds(1))).isEqualTo(Failed.ACCESS_DENIED);
    }

    @Test
    void an_account_that_may_not_link_is_an_account_issue() {
        events.on(new SessionRefused(SESSION, VIEWER, RefusalCode.ACCOUNT_ON_HOLD));

        assertThat(outcomeAt(NOON)).isEqualTo(Failed.ACCOUNT_ISSUE);
    }

    @Test
    void a_cancelled_session_says_so() {
        events.on(new SessionCancelled(SESSION, SessionCancelled.Cause.OPERATOR));

        assertThat(outcomeAt(NOON)).isEqualTo(Failed.CANCELLED);
    }

    @Test
    void a_recorded_expiry_holds_whatever_the_clock_here_says() {
        events.on(new CodeExpired(SESSION));

        assertThat(outcomeAt(NOON)).isEqualTo(Failed.EXPIRED_CODE);
    }

    @Test
    void a_hold_keeps_the_token_back_until_it_ends() {
        link();
        events.on(new AccountPutOnHold(VIEWER, null));
        assertThat(outcomeAt(NOON)).isEqualTo(Failed.ACCOUNT_ISSUE);

        events.on(new AccountReactivated(VIEWER, null));
        assertThat(outcomeAt(NOON)).isEqualTo(SUCCESS);
    }

    @Test
    void a_disabled_device_gets_no_token_until_it_is_enabled() { // R11
        link();
        events.on(new OperatorStatusChanged(VIEWER, Sample.TV, OperatorStatus.DISABLED, null));
        assertThat(outcomeAt(NOON)).isEqualTo(Failed.DEVICE_ISSUE);

        events.on(new OperatorStatusChanged(VIEWER, Sample.TV, OperatorStatus.ENABLED, null));
        assertThat(outcomeAt(NOON)).isEqualTo(SUCCESS);
    }

    @Test
    void an_inactive_device_gets_no_token_even_if_it_is_enabled() { // R11
        link();
        events.on(new ActivationStatusChanged(VIEWER, Sample.TV, ActivationStatus.INACTIVE, null));
        events.on(new OperatorStatusChanged(VIEWER, Sample.TV, OperatorStatus.ENABLED, null));
        assertThat(outcomeAt(NOON)).isEqualTo(Failed.DEVICE_ISSUE);

        events.on(new ActivationStatusChanged(VIEWER, Sample.TV, ActivationStatus.ACTIVE, null));
        assertThat(outcomeAt(NOON)).isEqualTo(SUCCESS);
    }

    @Test
    void another_device_of_the_account_that_is_disabled_changes_nothing() { // R11
        link();
        events.on(new OperatorStatusChanged(VIEWER, new DeviceId("other"), OperatorStatus.DISABLED, null));

        assertThat(outcomeAt(NOON)).isEqualTo(SUCCESS);
    }

    @Test
    void a_hold_of_another_account_changes_nothing() {
        link();
        events.on(new AccountPutOnHold(new AccountId("viewer-2"), null));

        assertThat(outcomeAt(NOON)).isEqualTo(SUCCESS);
    }

    @Test
    void a_closed_account_gets_no_token() {
        link();
        events.on(new AccountPutOnHold(VIEWER, null));
        events.on(new AccountClosed(VIEWER, null));

        assertThat(outcomeAt(NOON)).isEqualTo(Failed.ACCOUNT_ISSUE);
    }

    @Test
    void an_unlinked_device_is_a_device_issue() {
        link();
        events.on(new DeviceUnlinked(VIEWER, TV, DeviceUnlinked.Reason.USER));

        assertThat(outcomeAt(NOON)).isEqualTo(Failed.DEVICE_ISSUE);
    }

    @Test
    void another_devices_unlinking_changes_nothing() {
        link();
        events.on(new DeviceUnlinked(VIEWER, new DeviceId("other"), DeviceUnlinked.Reason.USER));

        assertThat(outcomeAt(NOON)).isEqualTo(SUCCESS);
    }

    @Test
    void the_link_that_a_session_made_is_no_issue_in_either_order_of_its_two_events() {
        events.on(deviceLinked(SESSION, TOKEN));
        link();
        events.on(deviceLinked(SESSION, TOKEN));

        assertThat(outcomeAt(NOON)).isEqualTo(SUCCESS);
    }

    @Test
    void a_device_linked_again_gets_only_the_new_token() {
        link();
        SessionId again = Sample.session();
        TokenRef newToken = Sample.token();
        RegistrationCode newCode = new RegistrationCode("XXXXX");
        events.on(issued(again, newCode, TV, EXPIRY), NOON);
        events.on(new SessionLinked(again, VIEWER, newToken), NOON);
        events.on(deviceLinked(again, newToken));

        assertThat(outcomeAt(NOON)).isEqualTo(Failed.DEVICE_ISSUE);
        assertThat(requireNonNull(view.find(newCode, TV.value())).outcomeAt(NOON.toEpochMilli()))
                .isEqualTo(new PollOutcome.Linked(VIEWER, newToken, NOON));
    }

    @Test
    void of_several_reasons_the_documented_first_is_told() {
        link();
        events.on(new DeviceUnlinked(VIEWER, TV, DeviceUnlinked.Reason.USER));
        assertThat(outcomeAt(NOON)).isEqualTo(Failed.DEVICE_ISSUE);
        events.on(new AccountPutOnHold(VIEWER, null));
        assertThat(outcomeAt(NOON)).isEqualTo(Failed.ACCOUNT_ISSUE);
        events.on(new DeviceSignedOn(VIEWER, TV, TOKEN));
        assertThat(outcomeAt(NOON)).isEqualTo(Failed.EXPIRED_CODE);
    }

    @Test
    void an_event_that_comes_twice_changes_nothing() {
        events.on(issued(), NOON);
        link();
        link();
        events.on(issued(), NOON);
        events.on(new CodeExpired(SESSION));

        assertThat(outcomeAt(NOON)).isEqualTo(SUCCESS);
        assertThat(view.size()).isEqualTo(1);
    }

    @Test
    void events_of_sessions_that_began_before_the_view_are_ignored() {
        SessionId unknown = Sample.session();
        events.on(new CodeClaimed(unknown, VIEWER, EXPIRY));
        events.on(new SessionLinked(unknown, VIEWER, Sample.token()), NOON);
        events.on(new CodeExpired(unknown));
        events.on(new AccountClosed(new AccountId("nobody"), null));

        assertThat(view.size()).isEqualTo(1);
    }

    @Test
    void another_devices_session_with_the_same_code_hides_neither() {
        DeviceId other = new DeviceId("other");
        events.on(new CodeExpired(SESSION));
        events.on(issued(Sample.session(), CODE, other, EXPIRY.plusSeconds(900)), EXPIRY);

        assertThat(outcomeAt(EXPIRY)).isEqualTo(Failed.EXPIRED_CODE);
        assertThat(requireNonNull(view.find(CODE, other.value())).outcomeAt(EXPIRY.toEpochMilli()))
                .isNull();
    }

    @Test
    void a_code_that_the_same_device_gets_again_is_the_new_session() {
        events.on(new CodeExpired(SESSION));
        events.on(issued(Sample.session(), CODE, TV, EXPIRY.plusSeconds(900)), EXPIRY);
        assertThat(outcomeAt(EXPIRY)).isNull();

        view.forget(EXPIRY.plusSeconds(20), 10);
        assertThat(outcomeAt(EXPIRY)).isNull();
    }

    @Test
    void an_expired_session_is_forgotten_after_its_retention_and_not_before() {
        view.forget(EXPIRY.minusMillis(1), 10);
        assertThat(view.size()).isEqualTo(1);

        assertThat(view.forget(EXPIRY.plusSeconds(10), 10)).isEqualTo(1);
        assertThat(view.size()).isZero();
    }

    @Test
    void a_session_whose_expiry_moved_is_forgotten_later() {
        events.on(new CodeClaimed(SESSION, VIEWER, EXPIRY.plusSeconds(240)));

        assertThat(view.forget(EXPIRY.plusSeconds(200), 10)).isZero();
        assertThat(view.forget(EXPIRY.plusSeconds(250), 10)).isEqualTo(1);
    }

    @Test
    void forgetting_goes_on_where_it_stopped() {
        for (int i = 0; i < 24; i++) {
            events.on(issued(Sample.session(), CODE, new DeviceId("tv-" + i), EXPIRY.minusSeconds(i)), NOON);
        }

        assertThat(view.forget(EXPIRY.plusSeconds(10), 10)).isEqualTo(10);
        assertThat(view.forget(EXPIRY.plusSeconds(10), 10)).isEqualTo(10);
        assertThat(view.forget(EXPIRY.plusSeconds(10), 10)).isEqualTo(5);
    }

    @Test
    void a_forgotten_link_leaves_the_accounts_others_in_place() {
        link();
        for (String code : new String[] {"XXXXX", "WWWWW"}) {
            SessionId session = Sample.session();
            Duration longer = Duration.ofSeconds(code.equals("XXXXX") ? -300 : 300);
            events.on(issued(session, new RegistrationCode(code), new DeviceId(code), EXPIRY.plus(longer)), NOON);
            events.on(new SessionLinked(session, VIEWER, Sample.token()), NOON);
        }
        assertThat(view.forget(EXPIRY.minusSeconds(200), 10)).isEqualTo(1);

        events.on(new AccountPutOnHold(VIEWER, null));

        assertThat(outcomeAt(NOON)).isEqualTo(Failed.ACCOUNT_ISSUE);
        assertThat(requireNonNull(view.find(new RegistrationCode("WWWWW"), "WWWWW"))
                        .outcomeAt(NOON.toEpochMilli()))
                .isEqualTo(Failed.ACCOUNT_ISSUE);
    }

    private void link() {
        events.on(linked(), NOON.plusSeconds(60));
    }

    private static DeviceLinked deviceLinked(SessionId session, TokenRef token) {
        return new DeviceLinked(VIEWER, TV, "roku-ultra", null, session, token, null);
    }

    private @Nullable PollOutcome outcomeAt(Instant instant) {
        return requireNonNull(view.find(CODE, TV.value())).outcomeAt(instant.toEpochMilli());
    }
}
