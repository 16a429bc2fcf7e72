package dev.rendezvous.api.limit;

import static dev.rendezvous.api.profile.ApprovalChanges.Counted.AMENDMENTS;
import static dev.rendezvous.api.profile.ApprovalChanges.Counted.APPROVALS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.api.profile.ApprovalChanges;
import dev.rendezvous.api.profile.ApprovalChanges.Counted;
import dev.rendezvous.api.registration.DeviceId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeWindowTest {
    private static final DeviceId TV = new DeviceId("TV");
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration MOMENT = Duration.ofMillis(1);
    private static final int DAYS = 30;
    private static final Duration WINDOW = Duration.ofHours(24 * DAYS);

    private static ChangeWindow window(@Nullable Integer limit, Counted counts, ApprovalChange... made) {
        return new ChangeWindow(new ApprovalChanges(limit, DAYS, counts), List.of(made));
    }

    private static ChangeWindow approvals(@Nullable Integer limit, Instant... addedAt) {
        return window(
                limit,
                APPROVALS,
                Arrays.stream(addedAt).map(at -> added(at, null)).toArray(ApprovalChange[]::new));
    }

    private static ApprovalChange added(Instant at, @Nullable Long amendment) {
        return new ApprovalChange(at, TV, true, amendment);
    }

    private static ApprovalChange removed(Instant at, long amendment) {
        return new ApprovalChange(at, TV, false, amendment);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 30, ApprovalChanges.MAX_WINDOW_DAYS})
    void a_change_leaves_the_window_exactly_so_many_days_after_it_was_made(int days) { // R35
        ChangeWindow window =
                new ChangeWindow(new ApprovalChanges(1, days, APPROVALS), List.of(added(NOON.plus(MOMENT), null)));
        Instant leaves = NOON.plus(MOMENT).plusSeconds(days * 86_400L);
        assertThat(window.leavesAt(window.made().get(0))).isEqualTo(leaves);
        assertThat(window.countedAt(leaves.minusMillis(1)))
                .extracting(ApprovalChange::at)
                .containsExactly(NOON.plus(MOMENT));
        assertThat(window.usedAt(leaves.minusNanos(1))).isEqualTo(1);
        assertThat(window.usedAt(leaves)).isZero();
        assertThat(window.usedAt(leaves.plusMillis(1))).isZero();
    }

    @Test
    void a_change_counts_from_the_instant_it_was_made() { // R35
        assertThat(approvals(1, NOON).usedAt(NOON)).isEqualTo(1);
    }

    @Test
    void the_window_rolls_and_lets_one_change_go_at_a_time() { // R35
        ChangeWindow window = approvals(3, NOON, NOON.plus(MOMENT), NOON.plusSeconds(5));
        Instant first = NOON.plus(WINDOW);
        assertThat(window.usedAt(first.minus(MOMENT))).isEqualTo(3);
        assertThat(window.countedAt(first))
                .extracting(ApprovalChange::at)
                .containsExactly(NOON.plus(MOMENT), NOON.plusSeconds(5));
        assertThat(window.countedAt(first.plus(MOMENT)))
                .extracting(ApprovalChange::at)
                .containsExactly(NOON.plusSeconds(5));
        assertThat(window.countedAt(first.plusSeconds(5)))
                .extracting(ApprovalChange::at)
                .isEmpty();
    }

    // --- what counts

    @Test
    void each_device_that_is_added_is_a_change_and_removals_are_free() { // R35
        ChangeWindow window =
                window(9, APPROVALS, added(NOON, 1L), added(NOON, 1L), removed(NOON, 1), removed(NOON.plus(MOMENT), 2));
        assertThat(window.countedAt(NOON.plusSeconds(1)))
                .extracting(ApprovalChange::at)
                .containsExactly(NOON, NOON);
    }

    @Test
    void an_automatic_addition_is_an_approval_but_no_amendment() { // R35, R36
        ApprovalChange automatic = added(NOON, null);
        assertThat(window(9, APPROVALS, automatic).usedAt(NOON)).isEqualTo(1);
        assertThat(window(9, AMENDMENTS, automatic).usedAt(NOON)).isZero();
    }

    @Test
    void an_amendment_is_one_change_whatever_it_does() { // R35
        Instant later = NOON.plus(MOMENT);
        ChangeWindow window = window(
                9, AMENDMENTS, removed(NOON, 1), added(NOON, 1L), added(NOON, 1L), removed(later, 2), added(later, 3L));
        assertThat(window.countedAt(later)).extracting(ApprovalChange::at).containsExactly(NOON, later, later);
    }

    @Test
    void several_changes_of_one_amendment_leave_the_window_together() { // R35
        ChangeWindow window = window(2, APPROVALS, added(NOON, 1L), added(NOON, 1L));
        assertThat(window.usedAt(NOON.plus(WINDOW).minus(MOMENT))).isEqualTo(2);
        assertThat(window.usedAt(NOON.plus(WINDOW))).isZero();
        assertThat(window.nextTimeFor(1, NOON)).isEqualTo(NOON.plus(WINDOW));
        assertThat(window.nextTimeFor(2, NOON)).isEqualTo(NOON.plus(WINDOW));
    }

    @ParameterizedTest
    @CsvSource({"APPROVALS, 0, 0", "APPROVALS, 1, 1", "APPROVALS, 7, 7", "AMENDMENTS, 0, 1", "AMENDMENTS, 7, 1"})
    void an_amendment_costs_what_it_adds_or_one_in_all(Counted counts, int added, int changes) { // R35
        assertThat(window(null, counts).costOfAmendment(added)).isEqualTo(changes);
    }

    @ParameterizedTest
    @CsvSource({"APPROVALS, 1", "AMENDMENTS, 0"})
    void a_first_sign_on_costs_what_it_will_count(Counted counts, int changes) { // R36
        assertThat(window(null, counts).costOfFirstSignOn()).isEqualTo(changes);
    }

    // --- room

    @Test
    void the_last_change_is_possible_and_the_next_is_not() { // R35
        assertThat(approvals(3, NOON, NOON).hasRoomFor(1, NOON)).isTrue();
        assertThat(approvals(3, NOON, NOON).hasRoomFor(2, NOON)).isFalse();
        assertThat(approvals(3, NOON, NOON, NOON).hasRoomFor(1, NOON)).isFalse();
        assertThat(approvals(3, NOON, NOON, NOON).hasRoomFor(1, NOON.plus(WINDOW)))
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void without_a_limit_any_number_is_possible_at_once(Counted counts) { // R31
        ChangeWindow window = window(null, counts, added(NOON, 1L));
        assertThat(window.hasRoomFor(1_000, NOON)).isTrue();
        assertThat(window.nextTimeFor(1_000, NOON)).isEqualTo(NOON);
    }

    @Test
    void a_limit_of_none_never_allows_a_change_but_always_none() { // R31, R35
        assertThat(approvals(0).hasRoomFor(1, NOON)).isFalse();
        assertThat(approvals(0).nextTimeFor(1, NOON)).isNull();
        assertThat(approvals(0).hasRoomFor(0, NOON)).isTrue();
        assertThat(approvals(0).nextTimeFor(0, NOON)).isEqualTo(NOON);
    }

    @Test
    void a_limit_lowered_below_use_keeps_what_was_made_and_leaves_no_room() { // R33
        ChangeWindow window = approvals(1, NOON, NOON.plusSeconds(1), NOON.plusSeconds(2));
        assertThat(window.usedAt(NOON.plusSeconds(2))).isEqualTo(3);
        assertThat(window.hasRoomFor(1, NOON.plus(WINDOW).plusSeconds(1))).isFalse();
        assertThat(window.hasRoomFor(0, NOON.plusSeconds(2))).isTrue();
        assertThat(window.nextTimeFor(1, NOON.plusSeconds(2)))
                .isEqualTo(NOON.plus(WINDOW).plusSeconds(2));
    }

    // --- when next

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            0, PT12H
            1, PT720H
            2, PT720H0.001S
            3, PT720H5S
            4,
            """)
    void so_many_changes_wait_until_so_many_have_left(int changes, @Nullable Duration afterNoon) { // R35
        ChangeWindow window = approvals(3, NOON, NOON.plus(MOMENT), NOON.plusSeconds(5));
        Instant now = NOON.plus(Duration.ofHours(12));
        assertThat(window.nextTimeFor(changes, now)).isEqualTo(afterNoon == null ? null : NOON.plus(afterNoon));
    }

    @Test
    void the_next_change_is_possible_at_the_instant_that_was_told_and_not_before() { // R35
        ChangeWindow window = approvals(2, NOON, NOON.plusSeconds(7).plus(MOMENT));
        Instant next = NOON.plusSeconds(7).plus(MOMENT).plus(WINDOW);
        assertThat(window.nextTimeFor(2, NOON.plusSeconds(8))).isEqualTo(next);
        assertThat(window.hasRoomFor(2, next.minus(MOMENT))).isFalse();
        assertThat(window.hasRoomFor(2, next)).isTrue();
        assertThat(window.nextTimeFor(2, next)).isEqualTo(next);
    }

    @Test
    void changes_that_left_already_are_not_waited_for() { // R35
        ChangeWindow window = approvals(2, NOON, NOON.plusSeconds(1), NOON.plusSeconds(2));
        assertThat(window.nextTimeFor(1, NOON.plus(WINDOW)))
                .isEqualTo(NOON.plus(WINDOW).plusSeconds(1));
    }

    @Test
    void amendments_are_waited_for_one_by_one() { // R35
        Instant later = NOON.plusSeconds(1);
        ChangeWindow window = window(2, AMENDMENTS, added(NOON, 1L), added(NOON, 1L), removed(later, 2));
        assertThat(window.nextTimeFor(1, later)).isEqualTo(NOON.plus(WINDOW));
        assertThat(window.nextTimeFor(2, later)).isEqualTo(later.plus(WINDOW));
        assertThat(window.nextTimeFor(3, later)).isNull();
    }

    @Test
    void what_is_told_of_a_window_does_not_change_with_its_source() {
        List<ApprovalChange> made = new ArrayList<>(List.of(added(NOON, null)));
        ChangeWindow window = new ChangeWindow(new ApprovalChanges(1, DAYS, APPROVALS), made);
        made.clear();
        assertThat(window.usedAt(NOON)).isEqualTo(1);
    }
}
