package dev.rendezvous.command.account;

import static dev.rendezvous.api.profile.ApprovalChanges.Counted.AMENDMENTS;
import static dev.rendezvous.command.account.ApprovalFixture.ANNA;
import static dev.rendezvous.command.account.ApprovalFixture.BOX;
import static dev.rendezvous.command.account.ApprovalFixture.NONE;
import static dev.rendezvous.command.account.ApprovalFixture.NOON;
import static dev.rendezvous.command.account.ApprovalFixture.PHONE;
import static dev.rendezvous.command.account.ApprovalFixture.STICK;
import static dev.rendezvous.command.account.ApprovalFixture.STRANGER;
import static dev.rendezvous.command.account.ApprovalFixture.TV;
import static dev.rendezvous.command.account.ApprovalFixture.WINDOW;
import static dev.rendezvous.command.account.ApprovalFixture.amend;
import static dev.rendezvous.command.account.ApprovalFixture.approve;
import static dev.rendezvous.command.account.ApprovalFixture.approved;
import static dev.rendezvous.command.account.ApprovalFixture.approving;
import static dev.rendezvous.command.account.ApprovalFixture.automatically;
import static dev.rendezvous.command.account.ApprovalFixture.noNews;
import static dev.rendezvous.command.account.ApprovalFixture.refused;
import static dev.rendezvous.command.account.ApprovalFixture.unapprove;
import static dev.rendezvous.command.account.ApprovalFixture.unapproved;
import static dev.rendezvous.command.account.ApprovalFixture.unlinked;

import dev.rendezvous.api.account.AccountClosed;
import dev.rendezvous.api.account.AccountPutOnHold;
import dev.rendezvous.api.account.AccountReactivated;
import dev.rendezvous.api.account.AmendApprovals;
import dev.rendezvous.api.account.AmendmentRefused;
import dev.rendezvous.api.account.DeviceManagementChanged;
import dev.rendezvous.api.account.LimitReached;
import dev.rendezvous.api.refusal.RefusalCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.axonframework.test.aggregate.ResultValidator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The account amends its list of approved devices (R34, R35). */
class AmendmentTest {
    private final ApprovalFixture anna = new ApprovalFixture();

    private static void listFull(AmendApprovals command, int limit, int used, ResultValidator<Account> result) {
        limited(command, new LimitReached(RefusalCode.APPROVED_LIMIT_REACHED, null, limit, used), null, result);
    }

    private static void tooOften(
            AmendApprovals command, int limit, int used, @Nullable Instant next, ResultValidator<Account> result) {
        limited(command, new LimitReached(RefusalCode.CHANGE_LIMIT_REACHED, null, limit, used), next, result);
    }

    private static void limited(
            AmendApprovals command, LimitReached reached, @Nullable Instant next, ResultValidator<Account> result) {
        AmendmentRefused refused = new AmendmentRefused(ANNA, command.amendment(), reached, next);
        refused(result.expectEvents(refused), refused.refusal());
    }

    // --- what it does (R34)

    @Test
    void a_device_is_approved() { // R34
        anna.given().when(approve(TV)).expectEvents(approved(TV, 1)).expectResultMessagePayload(anna.limits(1, 1));
    }

    @Test
    void a_device_is_taken_off_the_list_and_that_is_free() { // R34, R35
        anna.profile(approving(3, 0));
        anna.given(automatically(TV)).when(unapprove(TV)).expectEvents(unapproved(TV, 1));
    }

    @Test
    void several_devices_change_in_one_amendment() { // R34
        anna.given(automatically(TV), automatically(BOX))
                .when(amend(List.of(STICK), List.of(TV, BOX)))
                .expectEvents(unapproved(TV, 1), unapproved(BOX, 1), approved(STICK, 1))
                .expectResultMessagePayload(anna.limits(1, 3));
    }

    @Test
    void a_full_list_lets_one_device_take_the_place_of_another() { // R34
        anna.profile(approving(1, 3));
        anna.given(automatically(TV))
                .when(amend(List.of(BOX), List.of(TV)))
                .expectEvents(unapproved(TV, 1), approved(BOX, 1))
                .expectResultMessagePayload(anna.limits(1, 2));
    }

    @Test
    void amendments_are_numbered() { // R35
        anna.given(approved(TV, 1), unapproved(TV, 2)).when(approve(BOX)).expectEvents(approved(BOX, 3));
        anna.given(approved(TV, 1), automatically(BOX)).when(approve(STICK)).expectEvents(approved(STICK, 2));
    }

    @Test
    void what_is_so_already_is_no_news() { // R34
        anna.profile(approving(1, 1));
        anna.given(approved(TV, 1))
                .when(amend(List.of(TV), List.of(BOX)))
                .expectNoEvents()
                .expectResultMessagePayload(anna.limits(1, 1));
        noNews(anna.given(approved(TV, 1), unapproved(TV, 2)).when(unapprove(TV)));
    }

    @Test
    void only_what_is_news_is_done_and_counts() { // R34, R35
        anna.profile(approving(2, 2));
        anna.given(approved(TV, 1)).when(approve(TV, BOX)).expectEvents(approved(BOX, 2));
    }

    @Test
    void a_managed_device_needs_no_approval_and_gets_none() { // R30
        var managed = new DeviceManagementChanged(ANNA, TV, true);
        noNews(anna.given(managed).when(approve(TV)));
        anna.profile(approving(1, 1));
        anna.given(managed).when(approve(TV, BOX)).expectEvents(approved(BOX, 1));
    }

    // --- what stands in its way

    @Test
    void one_unknown_device_and_nothing_is_done() { // R34
        refused(anna.given().when(approve(TV, STRANGER)), RefusalCode.DEVICE_UNKNOWN);
        refused(
                anna.given(automatically(TV)).when(amend(List.of(BOX), List.of(TV, STRANGER))),
                RefusalCode.DEVICE_UNKNOWN);
        refused(anna.given(automatically(TV), unlinked(TV)).when(unapprove(TV)), RefusalCode.DEVICE_UNKNOWN);
    }

    @Test
    void without_approval_there_is_no_list_to_amend() { // R31
        anna.profile(ApprovalFixture.withoutApproval());
        refused(anna.given().when(approve(TV)), RefusalCode.APPROVAL_NOT_ENABLED);
        refused(anna.given().when(unapprove(TV)), RefusalCode.APPROVAL_NOT_ENABLED);
    }

    @Test
    void an_account_on_hold_or_closed_amends_nothing_not_even_to_what_is_so() { // R38
        var onHold = new AccountPutOnHold(ANNA, null);
        refused(anna.given(onHold).when(approve(TV)), RefusalCode.ACCOUNT_ON_HOLD);
        refused(anna.given(onHold).when(unapprove(TV)), RefusalCode.ACCOUNT_ON_HOLD);
        refused(anna.given(new AccountClosed(ANNA, null)).when(approve(TV)), RefusalCode.ACCOUNT_CLOSED);
        anna.given(onHold, new AccountReactivated(ANNA, null)).when(approve(TV)).expectEvents(approved(TV, 1));
    }

    // --- how many at once (R31)

    @Test
    void the_last_place_is_given_and_the_next_is_not() { // R31, R34
        anna.profile(approving(2, null));
        anna.given(approved(TV, 1)).when(approve(BOX)).expectEvents(approved(BOX, 2));
        listFull(
                approve(STICK),
                2,
                2,
                anna.given(approved(TV, 1), approved(BOX, 2)).when(approve(STICK)));
    }

    @Test
    void devices_that_fit_only_in_part_are_not_approved_in_part() { // R34
        anna.profile(approving(2, null));
        listFull(approve(BOX, STICK), 2, 1, anna.given(approved(TV, 1)).when(approve(BOX, STICK)));
        AmendApprovals twoForOne = amend(List.of(BOX, STICK), List.of(TV));
        anna.given(approved(TV, 1))
                .when(twoForOne)
                .expectEvents(unapproved(TV, 2), approved(BOX, 2), approved(STICK, 2));
        anna.profile(approving(1, null));
        listFull(twoForOne, 1, 1, anna.given(approved(TV, 1)).when(twoForOne));
    }

    @Test
    void a_limit_of_none_approves_nothing_and_no_limit_approves_all() { // R31
        anna.profile(approving(0, null));
        listFull(approve(TV), 0, 0, anna.given().when(approve(TV)));
        anna.profile(approving(null, null));
        anna.given()
                .when(approve(TV, BOX, STICK, PHONE))
                .expectEvents(approved(TV, 1), approved(BOX, 1), approved(STICK, 1), approved(PHONE, 1))
                .expectResultMessagePayload(anna.limits(4, 4));
    }

    @Test
    void a_lowered_limit_takes_nothing_away_and_gives_nothing_until_there_is_room() { // R33
        anna.profile(approving(1, null));
        Object[] three = {approved(TV, 1), approved(BOX, 1), approved(STICK, 1)};
        listFull(approve(PHONE), 1, 3, anna.given(three).when(approve(PHONE)));
        AmendApprovals swap = amend(List.of(PHONE), List.of(TV));
        listFull(swap, 1, 3, anna.given(three).when(swap));
        anna.given(three)
                .when(unapprove(TV))
                .expectEvents(unapproved(TV, 2))
                .expectResultMessagePayload(anna.limits(2, 3));
        anna.given(three)
                .when(amend(List.of(PHONE), List.of(TV, BOX, STICK)))
                .expectEvents(unapproved(TV, 2), unapproved(BOX, 2), unapproved(STICK, 2), approved(PHONE, 2));
    }

    // --- how often (R35)

    @Test
    void the_last_change_is_possible_and_the_next_waits_until_the_first_leaves_the_window() { // R35
        anna.profile(approving(null, 2));
        anna.given(approved(TV, 1)).when(approve(BOX)).expectEvents(approved(BOX, 2));
        tooOften(
                approve(STICK),
                2,
                2,
                NOON.plus(WINDOW),
                anna.given(approved(TV, 1), approved(BOX, 2)).when(approve(STICK)));
    }

    @Test
    void a_change_is_possible_at_the_instant_that_was_told_and_not_a_millisecond_before() { // R35
        anna.profile(approving(null, 1));
        anna.wait(WINDOW.minusMillis(1));
        tooOften(
                approve(BOX),
                1,
                1,
                NOON.plus(WINDOW),
                anna.given(approved(TV, 1)).when(approve(BOX)));
        anna.wait(Duration.ofMillis(1));
        anna.given(approved(TV, 1)).when(approve(BOX)).expectEvents(approved(BOX, 2));
    }

    @Test
    void several_changes_wait_until_so_many_have_left() { // R35
        anna.profile(approving(null, 3));
        anna.wait(Duration.ofDays(3));
        var given = anna.given(automatically(TV))
                .andGivenCurrentTime(NOON.plus(Duration.ofDays(1)))
                .andGiven(approved(BOX, 1))
                .andGivenCurrentTime(NOON.plus(Duration.ofDays(1)).plusMillis(1))
                .andGiven(approved(STICK, 2), unapproved(TV, 2));
        tooOften(approve(TV, PHONE), 3, 3, NOON.plus(WINDOW).plus(Duration.ofDays(1)), given.when(approve(TV, PHONE)));
    }

    @Test
    void more_changes_at_once_than_the_limit_are_never_possible() { // R35
        anna.profile(approving(null, 1));
        tooOften(approve(TV, BOX), 1, 0, null, anna.given().when(approve(TV, BOX)));
    }

    @Test
    void an_automatic_approval_is_a_change() { // R35, R36
        anna.profile(approving(null, 1));
        tooOften(
                approve(BOX),
                1,
                1,
                NOON.plus(WINDOW),
                anna.given(automatically(TV)).when(approve(BOX)));
    }

    @Test
    void a_device_that_is_taken_off_and_put_back_is_two_changes() { // R35
        anna.profile(approving(1, 2));
        anna.given(approved(TV, 1), unapproved(TV, 2))
                .when(approve(TV))
                .expectEvents(approved(TV, 3))
                .expectResultMessagePayload(anna.limits(1, 2));
    }

    @Test
    void a_change_counts_although_its_device_is_gone() { // R35
        anna.profile(approving(1, 1));
        tooOften(
                approve(BOX),
                1,
                1,
                NOON.plus(WINDOW),
                anna.given(approved(TV, 1), unlinked(TV)).when(approve(BOX)));
    }

    @Test
    void a_lowered_change_limit_waits_until_enough_have_left() { // R33, R35
        anna.profile(approving(null, 1));
        anna.wait(Duration.ofDays(2));
        var given = anna.given(approved(TV, 1))
                .andGivenCurrentTime(NOON.plus(Duration.ofDays(2)))
                .andGiven(approved(BOX, 2));
        tooOften(approve(STICK), 1, 2, NOON.plus(WINDOW).plus(Duration.ofDays(2)), given.when(approve(STICK)));
    }

    // --- when each amendment is a change (R35)

    @Test
    void an_amendment_is_one_change_whatever_it_does() { // R35
        anna.profile(approving(null, 2, AMENDMENTS));
        anna.given(approved(TV, 1), approved(BOX, 1))
                .when(amend(List.of(STICK, PHONE), List.of(TV, BOX)))
                .expectEvents(unapproved(TV, 2), unapproved(BOX, 2), approved(STICK, 2), approved(PHONE, 2))
                .expectResultMessagePayload(anna.limits(2, 2));
    }

    @Test
    void taking_a_device_off_may_be_one_change_too_many() { // R35
        anna.profile(approving(null, 1, AMENDMENTS));
        tooOften(
                unapprove(TV),
                1,
                1,
                NOON.plus(WINDOW),
                anna.given(approved(TV, 1)).when(unapprove(TV)));
        noNews(anna.given(approved(TV, 1)).when(unapprove(BOX)));
    }

    @Test
    void an_automatic_approval_is_no_amendment() { // R35
        anna.profile(approving(null, 1, AMENDMENTS));
        anna.given(automatically(TV), automatically(BOX))
                .when(amend(NONE, List.of(TV)))
                .expectEvents(unapproved(TV, 1))
                .expectResultMessagePayload(anna.limits(1, 1));
    }
}
