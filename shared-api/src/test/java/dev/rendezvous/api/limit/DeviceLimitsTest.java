package dev.rendezvous.api.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.api.account.ActivationStatus;
import dev.rendezvous.api.account.DeviceStatus;
import dev.rendezvous.api.account.LimitReached;
import dev.rendezvous.api.account.OperatorStatus;
import dev.rendezvous.api.profile.ApprovalChanges;
import dev.rendezvous.api.profile.GroupLimit;
import dev.rendezvous.api.profile.Profile;
import dev.rendezvous.api.refusal.RefusalCode;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DeviceLimitsTest {
    private static final @Nullable String NONE = null;

    private static Profile profile(@Nullable Integer deviceLimit, GroupLimit... groups) {
        ApprovalChanges changes = new ApprovalChanges(null, 30, ApprovalChanges.Counted.APPROVALS);
        return new Profile("family", deviceLimit, false, null, changes, List.of(groups));
    }

    private static DeviceLimits limits(Profile profile, @Nullable String... groups) {
        return new DeviceLimits(
                profile,
                Arrays.stream(groups)
                        .map(group -> new DeviceLimits.Device(DeviceStatus.LINKED, group))
                        .toList());
    }

    @Test
    void the_last_place_is_given_and_the_next_is_not() { // R32
        assertThat(limits(profile(2), NONE).reachedFor(null)).isNull();
        assertThat(limits(profile(2), NONE, NONE).reachedFor(null))
                .isEqualTo(new LimitReached(RefusalCode.DEVICE_LIMIT_REACHED, null, 2, 2));
    }

    @Test
    void a_limit_of_none_leaves_no_place_and_no_limit_leaves_any() { // R31
        assertThat(limits(profile(0)).reachedFor(null))
                .isEqualTo(new LimitReached(RefusalCode.DEVICE_LIMIT_REACHED, null, 0, 0));
        assertThat(limits(profile(null), new String[1_000]).reachedFor(null)).isNull();
    }

    @Test
    void a_limit_below_what_is_used_says_how_much_that_is() { // R33
        assertThat(limits(profile(1), NONE, NONE, NONE).reachedFor(null))
                .isEqualTo(new LimitReached(RefusalCode.DEVICE_LIMIT_REACHED, null, 1, 3));
    }

    @Test
    void a_group_has_its_own_limit_inside_the_device_limit() { // R32
        Profile profile = profile(3, new GroupLimit("phones", 1, false));
        assertThat(limits(profile, "phones", NONE).reachedFor("phones"))
                .isEqualTo(new LimitReached(RefusalCode.GROUP_LIMIT_REACHED, "phones", 1, 1));
        assertThat(limits(profile, "phones", NONE).reachedFor(null)).isNull();
        assertThat(limits(profile, NONE, NONE, NONE).reachedFor("phones"))
                .isEqualTo(new LimitReached(RefusalCode.DEVICE_LIMIT_REACHED, null, 3, 3));
    }

    @Test
    void a_group_that_ignores_the_device_limit_uses_none_of_it_and_needs_none() { // R30
        Profile profile = profile(1, new GroupLimit("boxes", 2, true));
        assertThat(limits(profile, "boxes", "boxes").use().used()).isZero();
        assertThat(limits(profile, "boxes").reachedFor(null)).isNull();
        assertThat(limits(profile, NONE, "boxes").reachedFor("boxes")).isNull();
        assertThat(limits(profile, NONE, "boxes", "boxes").reachedFor("boxes"))
                .isEqualTo(new LimitReached(RefusalCode.GROUP_LIMIT_REACHED, "boxes", 2, 2));
    }

    @Test
    void a_group_that_the_profile_does_not_know_is_like_none() { // R31
        assertThat(limits(profile(1), "phones").reachedFor("tablets"))
                .isEqualTo(new LimitReached(RefusalCode.DEVICE_LIMIT_REACHED, null, 1, 1));
    }

    @Test
    void a_device_that_comes_back_as_one_of_another_group_keeps_the_places_it_has() { // R23, R33
        GroupLimit phones = new GroupLimit("phones", 0, false);
        DeviceLimits full = limits(profile(1, phones, new GroupLimit("boxes", null, true)), NONE);
        assertThat(full.reachedFor("phones", "phones")).isNull();
        assertThat(full.reachedFor("tablets", null)).isNull();
        assertThat(full.reachedFor("boxes", null)).isNull();
        assertThat(full.reachedFor("phones", null))
                .isEqualTo(new LimitReached(RefusalCode.GROUP_LIMIT_REACHED, "phones", 0, 0));
        assertThat(full.reachedFor("tablets", "boxes"))
                .isEqualTo(new LimitReached(RefusalCode.DEVICE_LIMIT_REACHED, null, 1, 1));
    }

    // --- what is used

    static Stream<DeviceStatus> thatDoNotCount() {
        DeviceStatus linked = DeviceStatus.LINKED;
        return Stream.of(
                linked.managed(true), linked.with(OperatorStatus.DISABLED), linked.with(ActivationStatus.INACTIVE));
    }

    @ParameterizedTest
    @MethodSource("thatDoNotCount")
    void a_managed_disabled_or_inactive_device_uses_no_place(DeviceStatus status) { // R30
        Profile profile = profile(1, new GroupLimit("phones", 1, false));
        DeviceLimits limits = new DeviceLimits(profile, List.of(new DeviceLimits.Device(status, "phones")));
        assertThat(limits.use()).isEqualTo(new LimitUse(0, 1, false));
        assertThat(limits.useOf("phones")).isEqualTo(new LimitUse(0, 1, false));
        assertThat(limits.groups()).containsExactly(new GroupUse("phones", 0, 1, false, false));
        assertThat(limits.reachedFor("phones")).isNull();
    }

    @Test
    void lists_say_of_each_limit_whether_it_is_exceeded() { // R33
        GroupLimit phones = new GroupLimit("phones", 1, false);
        GroupLimit boxes = new GroupLimit("boxes", null, true);
        DeviceLimits limits = limits(profile(1, phones, boxes), "phones", "phones", "boxes", NONE, "tablets");
        assertThat(limits.use()).isEqualTo(new LimitUse(4, 1, true));
        assertThat(limits.groups())
                .containsExactly(
                        new GroupUse("phones", 2, 1, true, false), new GroupUse("boxes", 1, null, false, true));
    }

    @Test
    void what_the_profile_does_not_speak_of_has_no_limit_of_its_own() { // R31
        DeviceLimits limits = limits(profile(1), "tablets", NONE);
        assertThat(limits.useOf("tablets")).isEqualTo(new LimitUse(1, null, false));
        assertThat(limits.useOf(null)).isEqualTo(new LimitUse(0, null, false));
        assertThat(limits.groups()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, true", "1, true", "2, false", "3, false", ", false"})
    void every_device_on_the_list_of_approved_ones_is_on_it_whatever_else_it_is( // R34
            @Nullable Integer limit, boolean overLimit) {
        ApprovalChanges changes = new ApprovalChanges(null, 30, ApprovalChanges.Counted.APPROVALS);
        Profile profile = new Profile("family", 0, true, limit, changes, List.of());
        DeviceStatus approved = DeviceStatus.LINKED.approved(true);
        DeviceLimits limits = new DeviceLimits(
                profile,
                List.of(
                        new DeviceLimits.Device(DeviceStatus.LINKED, null),
                        new DeviceLimits.Device(approved, "phones"),
                        new DeviceLimits.Device(approved.with(OperatorStatus.DISABLED), null)));
        assertThat(limits.approved()).isEqualTo(new LimitUse(2, limit, overLimit));
    }
}
