package dev.rendezvous.api.account;

import static dev.rendezvous.api.account.ActivationStatus.ACTIVE;
import static dev.rendezvous.api.account.ActivationStatus.INACTIVE;
import static dev.rendezvous.api.account.OperatorStatus.DISABLED;
import static dev.rendezvous.api.account.OperatorStatus.ENABLED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.api.limit.ChangeUse;
import dev.rendezvous.api.profile.ApprovalChanges;
import dev.rendezvous.api.profile.Profile;
import dev.rendezvous.api.refusal.RefusalCode;
import dev.rendezvous.api.registration.DeviceId;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DeviceStatusTest {
    private static Profile profile(boolean approvalEnabled) {
        ApprovalChanges changes = new ApprovalChanges(null, 30, ApprovalChanges.Counted.APPROVALS);
        return new Profile("family", null, approvalEnabled, null, changes, List.of());
    }

    /** What the list says of a device, under a profile with approval or without. */
    private record Listed(boolean approvalEnabled, boolean managed, boolean approved, Approval approval) {}

    private static Stream<Listed> listed() {
        return Stream.of(
                new Listed(true, false, true, Approval.APPROVED),
                new Listed(true, false, false, Approval.UNAPPROVED),
                new Listed(true, true, true, Approval.NOT_REQUIRED),
                new Listed(true, true, false, Approval.NOT_REQUIRED),
                new Listed(false, false, true, Approval.NOT_REQUIRED),
                new Listed(false, false, false, Approval.NOT_REQUIRED),
                new Listed(false, true, true, Approval.NOT_REQUIRED),
                new Listed(false, true, false, Approval.NOT_REQUIRED));
    }

    /** Each row of R38, for each way to its approval and each status of the account. */
    static Stream<Arguments> decisionTable() {
        return listed().flatMap(row -> {
            RefusalCode play = row.approval() == Approval.UNAPPROVED ? RefusalCode.DEVICE_UNAPPROVED : null;
            return Stream.of(
                            rows(row, ENABLED, ACTIVE, null, play, !row.managed()),
                            blocked(row, DISABLED, ACTIVE, RefusalCode.DEVICE_DISABLED),
                            blocked(row, ENABLED, INACTIVE, RefusalCode.DEVICE_INACTIVE),
                            blocked(row, DISABLED, INACTIVE, RefusalCode.DEVICE_DISABLED))
                    .flatMap(rows -> rows);
        });
    }

    private static Stream<Arguments> blocked(
            Listed row, OperatorStatus operatorStatus, ActivationStatus activationStatus, RefusalCode why) {
        return rows(row, operatorStatus, activationStatus, why, why, false);
    }

    private static Stream<Arguments> rows(
            Listed row,
            OperatorStatus operatorStatus,
            ActivationStatus activationStatus,
            @Nullable RefusalCode signIn,
            @Nullable RefusalCode play,
            boolean counts) {
        DeviceStatus status = new DeviceStatus(operatorStatus, activationStatus, row.managed(), row.approved());
        RefusalCode onHold = RefusalCode.ACCOUNT_ON_HOLD;
        RefusalCode closed = RefusalCode.ACCOUNT_CLOSED;
        return Stream.of(
                Arguments.of(status, row, AccountStatus.ACTIVE, signIn, play, counts),
                Arguments.of(status, row, AccountStatus.ON_HOLD, onHold, onHold, counts),
                Arguments.of(status, row, AccountStatus.CLOSED, closed, closed, counts));
    }

    @ParameterizedTest
    @MethodSource("decisionTable")
    void who_may_sign_in_who_may_play_and_who_counts( // R38
            DeviceStatus status,
            Listed listed,
            AccountStatus account,
            @Nullable RefusalCode signIn,
            @Nullable RefusalCode play,
            boolean counts) {
        Profile profile = profile(listed.approvalEnabled());
        assertThat(status.approvalUnder(profile)).isEqualTo(listed.approval());
        assertThat(status.signInRefusal(account)).isEqualTo(signIn);
        assertThat(status.playRefusal(account, profile)).isEqualTo(play);
        assertThat(status.counts()).isEqualTo(counts);
    }

    @ParameterizedTest
    @MethodSource("decisionTable")
    void a_device_is_told_where_it_stands( // R39
            DeviceStatus status,
            Listed listed,
            AccountStatus account,
            @Nullable RefusalCode signIn,
            @Nullable RefusalCode play) {
        DeviceId tv = new DeviceId("tv");
        AccountId anna = new AccountId("anna");
        Profile profile = profile(listed.approvalEnabled());
        ChangeUse changes = ChangeUse.of(profile, List.of(), Instant.EPOCH);
        assertThat(DeviceStanding.of(tv, anna, account, status, profile, changes))
                .isEqualTo(new DeviceStanding(
                        tv,
                        anna,
                        status.operatorStatus(),
                        status.activationStatus(),
                        listed.approval(),
                        signIn == null,
                        play == null,
                        changes));
    }

    @Test
    void of_a_device_that_was_just_linked_nothing_was_said_yet() { // R30
        assertThat(DeviceStatus.LINKED).isEqualTo(new DeviceStatus(ENABLED, ACTIVE, false, false));
    }

    @Test
    void one_thing_said_of_a_device_leaves_all_else_as_it_was() {
        for (boolean managed : new boolean[] {true, false}) {
            boolean approved = !managed;
            DeviceStatus status = new DeviceStatus(ENABLED, INACTIVE, managed, approved);
            assertThat(status.with(DISABLED)).isEqualTo(new DeviceStatus(DISABLED, INACTIVE, managed, approved));
            assertThat(status.with(ACTIVE)).isEqualTo(new DeviceStatus(ENABLED, ACTIVE, managed, approved));
            assertThat(status.managed(!managed)).isEqualTo(new DeviceStatus(ENABLED, INACTIVE, !managed, approved));
            assertThat(status.approved(!approved)).isEqualTo(new DeviceStatus(ENABLED, INACTIVE, managed, !approved));
        }
    }
}
