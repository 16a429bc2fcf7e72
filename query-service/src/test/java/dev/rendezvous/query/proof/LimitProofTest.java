package dev.rendezvous.query.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.account.AccountOpened;
import dev.rendezvous.api.account.ActivationStatus;
import dev.rendezvous.api.account.ActivationStatusChanged;
import dev.rendezvous.api.account.ChangeWindowReset;
import dev.rendezvous.api.account.DeviceApproved;
import dev.rendezvous.api.account.DeviceLinked;
import dev.rendezvous.api.account.DeviceManagementChanged;
import dev.rendezvous.api.account.DeviceUnapproved;
import dev.rendezvous.api.account.DeviceUnlinked;
import dev.rendezvous.api.account.OperatorStatus;
import dev.rendezvous.api.account.OperatorStatusChanged;
import dev.rendezvous.api.account.ProfileAssigned;
import dev.rendezvous.api.profile.ApprovalChanges;
import dev.rendezvous.api.profile.ApprovalChanges.Counted;
import dev.rendezvous.api.profile.DeviceGroups;
import dev.rendezvous.api.profile.GroupLimit;
import dev.rendezvous.api.profile.Profile;
import dev.rendezvous.api.profile.ProfileDefined;
import dev.rendezvous.api.registration.DeviceId;
import dev.rendezvous.api.registration.SessionId;
import dev.rendezvous.api.token.TokenRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each kind of violation is found where it happens, and nothing else is called one. */
class LimitProofTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final AccountId ANNA = new AccountId("anna");
    private static final DeviceId KITCHEN = new DeviceId("kitchen");
    private static final DeviceId CELLAR = new DeviceId("cellar");
    private static final DeviceId ATTIC = new DeviceId("attic");
    private static final DeviceGroups GROUPS =
            new DeviceGroups(Map.of("phones", List.of("phone"), "free", List.of("radio")));
    private static final SessionId SESSION = new SessionId(new UUID(0, 1));

    private final Findings findings = new Findings();
    private final LimitProof proof = new LimitProof(GROUPS, Duration.ofSeconds(5), findings);
    private Instant now = NOON;
    private long position;

    private void happens(Object... events) {
        for (Object event : events) proof.next(new PastEvent(++position, "id-" + position, now, event));
    }

    private void opened(Profile profile) {
        happens(new ProfileDefined(profile, 1), new AccountOpened(ANNA, profile.name()));
        position = 0;
        now = now.plus(DAY);
    }

    private static Profile places(@Nullable Integer devices, GroupLimit... groups) {
        return new Profile(
                "family", devices, true, null, new ApprovalChanges(null, 30, Counted.APPROVALS), List.of(groups));
    }

    private static Profile approvals(@Nullable Integer approved, @Nullable Integer changes, Counted counts) {
        return new Profile("family", null, true, approved, new ApprovalChanges(changes, 1, counts), List.of());
    }

    private static DeviceLinked linked(DeviceId device, @Nullable String type) {
        return new DeviceLinked(ANNA, device, type, null, SESSION, new TokenRef("k1", new UUID(0, 2)), null);
    }

    private static DeviceLinked linked(DeviceId device) {
        return linked(device, null);
    }

    private static OperatorStatusChanged is(DeviceId device, OperatorStatus status) {
        return new OperatorStatusChanged(ANNA, device, status, null);
    }

    private static ActivationStatusChanged is(DeviceId device, ActivationStatus status) {
        return new ActivationStatusChanged(ANNA, device, status, null);
    }

    private static DeviceApproved signedOnFirst(DeviceId device) {
        return new DeviceApproved(ANNA, device, DeviceApproved.Cause.FIRST_SIGN_ON, null, null);
    }

    private static DeviceApproved approved(DeviceId device, long amendment) {
        return new DeviceApproved(ANNA, device, DeviceApproved.Cause.AMENDMENT, amendment, null);
    }

    private static DeviceUnapproved unapproved(DeviceId device, long amendment) {
        return new DeviceUnapproved(ANNA, device, DeviceUnapproved.Cause.AMENDMENT, amendment, null);
    }

    private static DeviceApproved overridden(DeviceId device) {
        return new DeviceApproved(ANNA, device, DeviceApproved.Cause.OVERRIDE, null, "moved");
    }

    private void isProven() {
        assertThat(findings.breaches()).isEmpty();
    }

    /** Exactly one violation. */
    private void isBroken(long where, String rule, String code, int limit, int used) {
        assertThat(findings.breaches())
                .extracting(found -> "%d %s %s %s %s"
                        .formatted(
                                found.position(),
                                found.rule(),
                                found.fault(),
                                found.numbers().get("limit"),
                                found.numbers().get("used")))
                .containsExactly("%d %s %s %d %d".formatted(where, rule, code, limit, used));
    }

    @Test
    void one_device_too_many_is_found() {
        opened(places(1));
        happens(linked(KITCHEN), linked(CELLAR));
        isBroken(2, "R32", "DEVICE_LIMIT_EXCEEDED", 1, 1);
        assertThat(findings.breaches())
                .hasToString(
                        "[event 2 (DeviceLinked, id-2) at 2026-11-23T12:00:00Z: account 'anna', device 'cellar': R32,"
                                + " DEVICE_LIMIT_EXCEEDED: no place was left for the device"
                                + " {limit=1, profile=family, used=1}]");
    }

    @Test
    void one_device_too_many_of_a_group_is_found_although_there_is_room_for_others() {
        opened(places(5, new GroupLimit("phones", 1, false)));
        happens(linked(KITCHEN, "phone"), linked(CELLAR, "phone"), linked(ATTIC));
        isBroken(2, "R32", "GROUP_LIMIT_EXCEEDED", 1, 1);
    }

    @Test
    void a_device_that_comes_to_count_without_a_place_is_found() {
        opened(places(1));
        happens(linked(KITCHEN), is(KITCHEN, OperatorStatus.DISABLED), linked(CELLAR));
        isProven();
        happens(is(KITCHEN, OperatorStatus.ENABLED));
        isBroken(4, "R32", "DEVICE_LIMIT_EXCEEDED", 1, 1);
    }

    @Test
    void an_inactive_device_that_is_activated_without_a_place_is_found() {
        opened(places(1));
        happens(linked(KITCHEN), is(KITCHEN, ActivationStatus.INACTIVE), linked(CELLAR));
        isProven();
        happens(is(KITCHEN, ActivationStatus.ACTIVE));
        isBroken(4, "R32", "DEVICE_LIMIT_EXCEEDED", 1, 1);
    }

    @Test
    void a_managed_device_that_becomes_an_open_one_without_a_place_is_found() {
        opened(places(1));
        happens(linked(KITCHEN), new DeviceManagementChanged(ANNA, KITCHEN, true), linked(CELLAR));
        isProven();
        happens(new DeviceManagementChanged(ANNA, KITCHEN, false));
        isBroken(4, "R32", "DEVICE_LIMIT_EXCEEDED", 1, 1);
    }

    @Test
    void a_device_that_comes_back_in_a_full_group_is_found() { // R23, R32
        opened(places(5, new GroupLimit("phones", 1, false)));
        happens(linked(KITCHEN, "phone"), linked(CELLAR), linked(CELLAR));
        isProven();
        happens(linked(CELLAR, "phone"));
        isBroken(4, "R32", "GROUP_LIMIT_EXCEEDED", 1, 1);
    }

    @Test
    void devices_that_go_or_do_not_count_leave_their_place() { // R25, R30
        opened(places(1, new GroupLimit("free", null, true)));
        happens(linked(KITCHEN), new DeviceUnlinked(ANNA, KITCHEN, DeviceUnlinked.Reason.USER), linked(CELLAR));
        happens(linked(ATTIC, "radio"), linked(KITCHEN, "radio"));
        isProven();
    }

    @Test
    void a_lowered_limit_takes_nothing_away_and_lets_nothing_in() { // R33
        opened(places(3));
        happens(linked(KITCHEN), linked(CELLAR), new ProfileDefined(places(1), 2));
        now = now.plus(DAY);
        happens(is(KITCHEN, OperatorStatus.DISABLED));
        isProven();
        happens(linked(ATTIC));
        isBroken(5, "R32", "DEVICE_LIMIT_EXCEEDED", 1, 1);
    }

    @Test
    void a_limit_that_was_lowered_while_the_decision_was_on_its_way_does_not_bind_it() { // R33
        opened(places(1));
        happens(new ProfileDefined(places(0), 2));
        now = now.plusSeconds(4);
        happens(linked(KITCHEN));
        isProven();
        assertThat(findings.excused()) // and said
                .singleElement()
                .satisfies(found -> assertThat(found.position()).isEqualTo(2))
                .satisfies(found -> assertThat(found.numbers()).containsEntry("limit", 0));
        now = now.plusSeconds(1);
        happens(linked(CELLAR));
        isBroken(3, "R32", "DEVICE_LIMIT_EXCEEDED", 0, 1);
    }

    @Test
    void another_profile_binds_from_when_it_was_assigned() {
        opened(places(1));
        happens(linked(KITCHEN), new ProfileAssigned(ANNA, "standard"), linked(CELLAR));
        isProven();
        happens(new ProfileAssigned(ANNA, "family"), linked(ATTIC));
        isBroken(5, "R32", "DEVICE_LIMIT_EXCEEDED", 1, 2);
    }

    @Test
    void one_approval_too_many_is_found_whatever_brought_it() {
        opened(approvals(1, null, Counted.APPROVALS));
        happens(linked(KITCHEN), signedOnFirst(KITCHEN), linked(CELLAR), approved(CELLAR, 1));
        isBroken(4, "R34", "APPROVED_LIMIT_EXCEEDED", 1, 1);
        happens(unapproved(KITCHEN, 2), linked(ATTIC), signedOnFirst(ATTIC));
        assertThat(findings.breaches()).hasSize(2);
    }

    @Test
    void a_swap_is_two_events_and_no_prefix_has_too_many() { // R34
        opened(approvals(1, null, Counted.APPROVALS));
        happens(linked(KITCHEN), signedOnFirst(KITCHEN), linked(CELLAR), unapproved(KITCHEN, 1), approved(CELLAR, 1));
        isProven();
        happens(approved(KITCHEN, 2), unapproved(CELLAR, 2));
        isBroken(6, "R34", "APPROVED_LIMIT_EXCEEDED", 1, 1);
    }

    @Test
    void an_override_breaks_no_limit_and_uses_up_no_change() { // R37
        opened(approvals(1, 1, Counted.APPROVALS));
        happens(linked(KITCHEN), linked(CELLAR), linked(ATTIC), overridden(KITCHEN), overridden(CELLAR));
        isProven();
        happens(
                new DeviceUnlinked(ANNA, KITCHEN, DeviceUnlinked.Reason.USER),
                unapproved(CELLAR, 1),
                approved(ATTIC, 1));
        isProven();
    }

    @Test
    void one_change_too_many_is_found_until_the_moment_when_the_first_leaves_the_window() { // R35
        opened(approvals(null, 1, Counted.APPROVALS));
        happens(linked(KITCHEN), linked(CELLAR), linked(ATTIC), approved(KITCHEN, 1));
        Instant first = now;
        now = first.plus(DAY);
        happens(approved(CELLAR, 2));
        isProven();
        now = first.plus(DAY).plus(DAY).minusMillis(1);
        happens(approved(ATTIC, 3));
        isBroken(6, "R35", "CHANGE_LIMIT_EXCEEDED", 1, 1);
    }

    @Test
    void what_a_change_is_depends_on_the_profile() { // R35
        opened(approvals(null, 1, Counted.AMENDMENTS));
        happens(linked(KITCHEN), signedOnFirst(KITCHEN), linked(CELLAR), linked(ATTIC), signedOnFirst(ATTIC));
        happens(unapproved(KITCHEN, 1), unapproved(ATTIC, 1), approved(CELLAR, 1));
        isProven();
        happens(unapproved(CELLAR, 2));
        isBroken(9, "R35", "CHANGE_LIMIT_EXCEEDED", 1, 1);
    }

    @Test
    void after_a_reset_the_window_is_empty() { // R37
        opened(approvals(null, 1, Counted.APPROVALS));
        happens(linked(KITCHEN), linked(CELLAR), linked(ATTIC), approved(KITCHEN, 1));
        happens(new ChangeWindowReset(ANNA, "new home"), approved(CELLAR, 2));
        isProven();
        happens(approved(ATTIC, 3));
        isBroken(7, "R35", "CHANGE_LIMIT_EXCEEDED", 1, 1);
    }

    @Test
    void a_profile_that_nobody_defined_allows_nothing() { // R31
        happens(new AccountOpened(ANNA, "unheard-of"));
        happens(linked(KITCHEN));
        assertThat(findings.breaches())
                .singleElement()
                .satisfies(found -> assertThat(found.fault()).isEqualTo(Fault.PROFILE_UNDEFINED))
                .satisfies(found -> assertThat(found.numbers()).containsEntry("profile", "unheard-of"));
    }
}
