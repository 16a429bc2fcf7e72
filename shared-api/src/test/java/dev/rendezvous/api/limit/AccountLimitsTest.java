package dev.rendezvous.api.limit;

import static dev.rendezvous.api.profile.ApprovalChanges.Counted.APPROVALS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.api.account.DeviceStatus;
import dev.rendezvous.api.profile.ApprovalChanges;
import dev.rendezvous.api.profile.GroupLimit;
import dev.rendezvous.api.profile.Profile;
import dev.rendezvous.api.registration.DeviceId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountLimitsTest {
    private static final DeviceId TV = new DeviceId("TV");
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            0, 0, false, 0, true
            0, 0, false, 1, false
            1, 2, false, 1, true
            1, 2, false, 2, false
            2, 2, false, 0, true
            2, 2, false, 1, false
            3, 2, true, 0, true
            3, 2, true, -1, true
            3, 2, true, 1, false
            9,  , false, 9999, true
            """)
    void a_limit_says_whether_it_is_exceeded_and_what_fits_in( // R31, R33
            int used, @Nullable Integer limit, boolean overLimit, int more, boolean fits) {
        LimitUse use = LimitUse.of(used, limit);
        assertThat(use).isEqualTo(new LimitUse(used, limit, overLimit));
        assertThat(use.hasRoomFor(more)).isEqualTo(fits);
    }

    @Test
    void an_accounts_limits_are_told_together() { // R39
        Profile profile = new Profile(
                "family",
                2,
                true,
                1,
                new ApprovalChanges(1, 30, APPROVALS),
                List.of(new GroupLimit("phones", 1, false), new GroupLimit("boxes", null, true)));
        DeviceStatus linked = DeviceStatus.LINKED;
        DeviceLimits limits = new DeviceLimits(
                profile,
                List.of(
                        new DeviceLimits.Device(linked.approved(true), "phones"),
                        new DeviceLimits.Device(linked.approved(true), "boxes"),
                        new DeviceLimits.Device(linked, null)));
        List<ApprovalChange> made = List.of(new ApprovalChange(NOON, TV, true, null));
        assertThat(AccountLimits.of(limits, made, NOON))
                .isEqualTo(new AccountLimits(
                        new LimitUse(2, 2, false),
                        new LimitUse(2, 1, true),
                        List.of(
                                new GroupUse("phones", 1, 1, false, false),
                                new GroupUse("boxes", 1, null, false, true)),
                        new ChangeUse(1, 1, 30, APPROVALS, false, Instant.parse("2026-03-31T12:00:00Z"))));
    }
}
