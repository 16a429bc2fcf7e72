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
import static dev.rendezvous.command.account.ApprovalFixture.approve;
import static dev.rendezvous.command.account.ApprovalFixture.approved;
import static dev.rendezvous.command.account.ApprovalFixture.approving;
import static dev.rendezvous.command.account.ApprovalFixture.automatically;
import static dev.rendezvous.command.account.ApprovalFixture.linked;
import static dev.rendezvous.command.account.ApprovalFixture.noNews;
import static dev.rendezvous.command.account.ApprovalFixture.refused;
import static dev.rendezvous.command.account.ApprovalFixture.unapproved;
import static dev.rendezvous.command.account.ApprovalFixture.unlinked;

import dev.rendezvous.api.account.AccountClosed;
import dev.rendezvous.api.account.AccountPutOnHold;
import dev.rendezvous.api.account.Amendment;
import dev.rendezvous.api.account.ChangeWindowReset;
import dev.rendezvous.api.account.DeviceApproved;
import dev.rendezvous.api.account.DeviceLinked;
import dev.rendezvous.api.account.DeviceManagementChanged;
import dev.rendezvous.api.account.DeviceUnapproved;
import dev.rendezvous.api.account.LimitReached;
import dev.rendezvous.api.account.ManageDevice;
import dev.rendezvous.api.account.OverrideApprovals;
import dev.rendezvous.api.account.ResetChangeWindow;
import dev.rendezvous.api.refusal.RefusalCode;
import dev.rendezvous.api.registration.DeviceId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What else changes the list of approved devices, or how often it may change: first sign-on, operators, links ended. */
class ApprovalTest {
    private static final String REASON = "the customer called";
    private static final ResetChangeWindow RESET = new ResetChangeWindow(ANNA, REASON);
    private static final ChangeWindowReset WAS_RESET = new ChangeWindowReset(ANNA, REASON);
    private static final DeviceId NEW = new DeviceId("NEW");

    private final ApprovalFixture anna = new ApprovalFixture();

    private static OverrideApprovals override(List<DeviceId> approve, List<DeviceId> unapprove) {
        return new OverrideApprovals(ANNA, new Amendment(approve, unapprove), REASON);
    }

    private static DeviceApproved overridden(DeviceId device) {
        return new DeviceApproved(ANNA, device, DeviceApproved.Cause.OVERRIDE, null, REASON);
    }

    private static DeviceUnapproved taken(DeviceId device) {
        return new DeviceUnapproved(ANNA, device, DeviceUnapproved.Cause.OVERRIDE, null, REASON);
    }

    private static DeviceManagementChanged managed(DeviceId device, boolean managed) {
        return new DeviceManagementChanged(ANNA, device, managed);
    }

    private static DeviceUnapproved needsNone(DeviceId device) {
        return new DeviceUnapproved(ANNA, device, DeviceUnapproved.Cause.MANAGED, null, null);
    }

    // --- first sign-on (R36)

    @Test
    void the_first_sign_on_approves() { // R36
        anna.profile(approving(2, 2));
        DeviceLinked link = linked(NEW);
        anna.link(anna.given(approved(TV, 1)), link).expectEvents(link, automatically(NEW));
    }

    @Test
    void the_first_sign_on_does_not_approve_onto_a_full_list_but_links() { // R36
        DeviceLinked link = linked(NEW);
        anna.profile(approving(1, null));
        anna.link(anna.given(approved(TV, 1)), link).expectEvents(link);
        anna.profile(approving(0, null));
        anna.link(anna.given(), link).expectEvents(link);
    }

    @Test
    void the_first_sign_on_does_not_approve_beyond_the_change_limit_until_a_change_leaves_the_window() { // R36
        DeviceLinked link = linked(NEW);
        anna.profile(approving(null, 1));
        anna.wait(WINDOW.minusMillis(1));
        anna.link(anna.given(approved(TV, 1)), link).expectEvents(link);
        anna.wait(Duration.ofMillis(1));
        anna.link(anna.given(approved(TV, 1)), link).expectEvents(link, automatically(NEW));
    }

    @Test
    void where_amendments_count_the_first_sign_on_is_none_and_always_possible() { // R35, R36
        DeviceLinked link = linked(NEW);
        anna.profile(approving(null, 0, AMENDMENTS));
        anna.link(anna.given(), link).expectEvents(link, automatically(NEW));
    }

    @Test
    void without_approval_the_first_sign_on_approves_nothing() { // R36
        DeviceLinked link = linked(NEW);
        anna.profile(ApprovalFixture.withoutApproval());
        anna.link(anna.given(), link).expectEvents(link);
    }

    @Test
    void a_device_that_is_linked_again_keeps_its_approval_and_does_not_get_one() { // R23, R36
        DeviceLinked link = linked(TV);
        anna.link(anna.given(), link).expectEvents(link);
        anna.link(anna.given(approved(TV, 1)), link).expectEvents(link);
        noNews(anna.given(approved(TV, 1), link).when(approve(TV)));
    }

    // --- a link that ends (R25)

    @Test
    void a_device_that_is_unlinked_leaves_its_place_on_the_list() { // R25
        anna.profile(approving(1, null));
        anna.given(approved(TV, 1), unlinked(TV)).when(approve(BOX)).expectEvents(approved(BOX, 2));
    }

    @Test
    void a_device_that_comes_back_signs_on_for_the_first_time_again() { // R25, R36
        DeviceLinked link = linked(TV);
        anna.profile(approving(1, 2));
        anna.link(anna.given(approved(TV, 1), unlinked(TV)), link).expectEvents(link, automatically(TV));
        anna.profile(approving(1, 1));
        anna.link(anna.given(approved(TV, 1), unlinked(TV)), link).expectEvents(link);
    }

    // --- the operator's own boxes (R30)

    @Test
    void a_device_that_becomes_the_operators_own_leaves_its_place_on_the_list() { // R30
        anna.profile(approving(1, null));
        anna.given(approved(TV, 1))
                .when(new ManageDevice(ANNA, TV, true))
                .expectEvents(managed(TV, true), needsNone(TV));
        anna.given(approved(TV, 1), managed(TV, true), needsNone(TV))
                .when(approve(BOX))
                .expectEvents(approved(BOX, 2));
        anna.given().when(new ManageDevice(ANNA, TV, true)).expectEvents(managed(TV, true));
        noNews(anna.given(managed(TV, true)).when(new ManageDevice(ANNA, TV, true)));
    }

    @Test
    void a_box_that_is_the_operators_no_more_is_not_approved_by_that() { // R30, R36
        anna.given(approved(TV, 1), managed(TV, true), needsNone(TV))
                .when(new ManageDevice(ANNA, TV, false))
                .expectEvents(managed(TV, false));
    }

    @Test
    void becoming_the_operators_own_is_no_change_in_either_way_of_counting() { // R35
        anna.profile(approving(null, 2, AMENDMENTS));
        anna.given(approved(TV, 1), managed(TV, true), needsNone(TV))
                .when(approve(BOX))
                .expectEvents(approved(BOX, 2));
    }

    // --- override (R37)

    @Test
    void an_operator_approves_beyond_both_limits_and_says_why() { // R37
        anna.profile(approving(1, 1));
        anna.given(approved(TV, 1))
                .when(override(List.of(BOX, STICK), NONE))
                .expectEvents(overridden(BOX), overridden(STICK))
                .expectResultMessagePayload(anna.limits(3, 1));
    }

    @Test
    void an_operator_takes_devices_off_the_list_and_puts_others_on_it() { // R37
        anna.profile(approving(0, 0, AMENDMENTS));
        anna.given(automatically(TV))
                .when(override(List.of(BOX), List.of(TV)))
                .expectEvents(taken(TV), overridden(BOX));
    }

    @Test
    void an_override_uses_up_no_change() { // R37
        anna.profile(approving(null, 1));
        anna.given(overridden(TV), taken(TV), overridden(BOX)).when(approve(TV)).expectEvents(approved(TV, 1));
        anna.profile(approving(null, 1, AMENDMENTS));
        anna.given(overridden(TV), taken(TV)).when(approve(TV)).expectEvents(approved(TV, 1));
    }

    @Test
    void what_an_override_approved_takes_a_place_on_the_list() { // R33, R37
        anna.profile(approving(1, null));
        DeviceLinked link = linked(NEW);
        anna.link(anna.given(overridden(TV)), link).expectEvents(link);
    }

    @Test
    void what_is_so_already_is_no_news_for_an_override() { // R37
        anna.given(approved(TV, 1))
                .when(override(List.of(TV), List.of(BOX)))
                .expectNoEvents()
                .expectResultMessagePayload(anna.limits(1, 1));
        noNews(anna.given(managed(TV, true)).when(override(List.of(TV), NONE)));
    }

    @Test
    void an_override_is_done_whole_or_not_at_all() { // R34, R37
        refused(anna.given().when(override(List.of(TV, STRANGER), NONE)), RefusalCode.DEVICE_UNKNOWN);
        refused(
                anna.given(approved(TV, 1)).when(override(List.of(BOX), List.of(TV, STRANGER))),
                RefusalCode.DEVICE_UNKNOWN);
    }

    @Test
    void there_is_nothing_to_override_without_approval_or_on_a_closed_account() { // R37
        refused(
                anna.given(new AccountClosed(ANNA, null)).when(override(List.of(TV), NONE)),
                RefusalCode.ACCOUNT_CLOSED);
        anna.profile(ApprovalFixture.withoutApproval());
        refused(anna.given().when(override(List.of(TV), NONE)), RefusalCode.APPROVAL_NOT_ENABLED);
    }

    @Test
    void an_operator_overrides_and_resets_on_hold_too() { // R37
        AccountPutOnHold onHold = new AccountPutOnHold(ANNA, null);
        anna.given(onHold).when(override(List.of(TV), NONE)).expectEvents(overridden(TV));
        anna.given(approved(TV, 1), onHold).when(RESET).expectEvents(WAS_RESET);
    }

    // --- reset (R37)

    @Test
    void an_operator_resets_the_change_window_and_says_why() { // R37
        anna.profile(approving(3, 1));
        anna.given(approved(TV, 1)).when(RESET).expectEvents(WAS_RESET).expectResultMessagePayload(anna.limits(1, 0));
        anna.given(approved(TV, 1), WAS_RESET).when(approve(BOX)).expectEvents(approved(BOX, 2));
        anna.profile(approving(null, 1, AMENDMENTS));
        anna.given(unapproved(TV, 1), WAS_RESET).when(approve(BOX)).expectEvents(approved(BOX, 2));
    }

    @Test
    void without_a_change_there_is_nothing_to_reset() { // R37
        anna.given().when(RESET).expectNoEvents().expectResultMessagePayload(anna.limits(0, 0));
        noNews(anna.given(approved(TV, 1), WAS_RESET).when(RESET));
        noNews(anna.given(overridden(TV)).when(RESET));
    }

    @Test
    void what_is_changed_after_a_reset_counts() { // R35, R37
        anna.profile(approving(3, 1));
        LimitReached reached = new LimitReached(RefusalCode.CHANGE_LIMIT_REACHED, null, 1, 1);
        refused(
                anna.given(approved(TV, 1), WAS_RESET, approved(BOX, 2)).when(approve(PHONE)),
                reached.refusal().with("nextChangeAt", NOON.plus(WINDOW)));
    }

    @Test
    void a_closed_account_has_nothing_to_reset() { // R37
        refused(anna.given(approved(TV, 1), new AccountClosed(ANNA, null)).when(RESET), RefusalCode.ACCOUNT_CLOSED);
    }
}
