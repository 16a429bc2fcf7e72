package dev.rendezvous.api.limit;

import static dev.rendezvous.api.profile.ApprovalChanges.Counted.AMENDMENTS;
import static dev.rendezvous.api.profile.ApprovalChanges.Counted.APPROVALS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.api.profile.ApprovalChanges;
import dev.rendezvous.api.profile.ApprovalChanges.Counted;
import dev.rendezvous.api.profile.Profile;
import dev.rendezvous.api.registration.DeviceId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChangeUseTest {
    private static final DeviceId TV = new DeviceId("TV");
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant NEXT = Instant.parse("2026-03-08T12:00:00Z");
    private static final List<ApprovalChange> TWO =
            List.of(new ApprovalChange(NOON, TV, true, 1L), new ApprovalChange(NOON.plusMillis(1), TV, false, 2L));

    private static ChangeUse use(boolean approval, @Nullable Integer limit, Counted counts, Instant now) {
        ApprovalChanges rule = new ApprovalChanges(limit, 7, counts);
        return ChangeUse.of(new Profile("family", null, approval, null, rule, List.of()), TWO, now);
    }

    @Test
    void with_room_the_next_change_is_possible_now() { // R39
        Instant now = NOON.plusSeconds(1);
        assertThat(use(true, 2, APPROVALS, now)).isEqualTo(new ChangeUse(1, 2, 7, APPROVALS, true, null));
    }

    @Test
    void without_room_it_says_when() { // R35, R39
        assertThat(use(true, 1, APPROVALS, NEXT.minusMillis(1)))
                .isEqualTo(new ChangeUse(1, 1, 7, APPROVALS, false, NEXT));
        assertThat(use(true, 1, APPROVALS, NEXT)).isEqualTo(new ChangeUse(0, 1, 7, APPROVALS, true, null));
    }

    @Test
    void over_a_lowered_limit_it_says_when_enough_have_left() { // R33
        assertThat(use(true, 1, AMENDMENTS, NOON.plusSeconds(1)))
                .isEqualTo(new ChangeUse(2, 1, 7, AMENDMENTS, false, NEXT.plusMillis(1)));
    }

    @Test
    void a_limit_of_none_has_no_next_time() { // R31
        assertThat(use(true, 0, APPROVALS, NOON)).isEqualTo(new ChangeUse(1, 0, 7, APPROVALS, false, null));
    }

    @Test
    void no_limit_always_allows_one_more() { // R31
        assertThat(use(true, null, AMENDMENTS, NOON.plusSeconds(1)))
                .isEqualTo(new ChangeUse(2, null, 7, AMENDMENTS, true, null));
    }

    @Test
    void without_approval_there_is_nothing_to_change_or_to_wait_for() { // R31
        assertThat(use(false, 1, APPROVALS, NOON)).isEqualTo(new ChangeUse(1, 1, 7, APPROVALS, false, null));
        assertThat(use(false, null, APPROVALS, NOON).allowedNow()).isFalse();
    }
}
