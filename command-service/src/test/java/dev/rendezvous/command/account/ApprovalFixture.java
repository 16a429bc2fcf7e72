package dev.rendezvous.command.account;

import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.account.AccountOpened;
import dev.rendezvous.api.account.AmendApprovals;
import dev.rendezvous.api.account.Amendment;
import dev.rendezvous.api.account.DeviceApproved;
import dev.rendezvous.api.account.DeviceLinked;
import dev.rendezvous.api.account.DeviceUnapproved;
import dev.rendezvous.api.account.DeviceUnlinked;
import dev.rendezvous.api.limit.AccountLimits;
import dev.rendezvous.api.limit.ChangeUse;
import dev.rendezvous.api.limit.LimitUse;
import dev.rendezvous.api.profile.ApprovalChanges;
import dev.rendezvous.api.profile.DeviceGroups;
import dev.rendezvous.api.profile.Profile;
import dev.rendezvous.api.refusal.Refusal;
import dev.rendezvous.api.refusal.RefusalCode;
import dev.rendezvous.api.refusal.Refused;
import dev.rendezvous.api.registration.DeviceId;
import dev.rendezvous.api.registration.SessionId;
import dev.rendezvous.api.token.TokenRef;
import dev.rendezvous.command.RefusalsCommit;
import dev.rendezvous.command.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.axonframework.test.aggregate.TestExecutor;
import org.jspecify.annotations.Nullable;

/** Anna's account for tests of approval: every event is made at noon unless time elapses, and a test sets its profile. */
final class ApprovalFixture {
    static final Instant NOON = TestClock.NOON;
    static final Duration WINDOW = Duration.ofDays(30);
    static final AccountId ANNA = new AccountId("anna");
    static final DeviceId TV = new DeviceId("TV");
    static final DeviceId BOX = new DeviceId("BOX");
    static final DeviceId STICK = new DeviceId("STICK");
    static final DeviceId PHONE = new DeviceId("PHONE");
    static final DeviceId STRANGER = new DeviceId("STRANGER");
    static final List<DeviceId> NONE = List.of();

    private final AggregateTestFixture<Account> fixture = new AggregateTestFixture<>(Account.class);
    private final TestClock clock = new TestClock();
    private Profile profile = approving(3, 3, ApprovalChanges.Counted.APPROVALS);
    final AccountRules rules = new AccountRules(name -> Optional.of(profile), new DeviceGroups(Map.of()), clock);

    ApprovalFixture() {
        fixture.registerInjectableResource(rules);
        RefusalsCommit.on(fixture);
    }

    /** A profile with any number of devices, of which so many may be approved, so often in 30 days. */
    static Profile approving(@Nullable Integer atOnce, @Nullable Integer changes, ApprovalChanges.Counted counts) {
        return new Profile("approving", null, true, atOnce, new ApprovalChanges(changes, 30, counts), List.of());
    }

    static Profile approving(@Nullable Integer atOnce, @Nullable Integer changes) {
        return approving(atOnce, changes, ApprovalChanges.Counted.APPROVALS);
    }

    static Profile withoutApproval() {
        return new Profile("free", null, false, 3, approving(3, 3).approvalChanges(), List.of());
    }

    void profile(Profile now) {
        profile = now;
    }

    /** Time passes before the command comes. */
    void wait(Duration time) {
        clock.advance(time);
    }

    /** Four devices are linked and not approved, then this happens. */
    TestExecutor<Account> given(Object... events) {
        Stream<Object> first =
                Stream.of(new AccountOpened(ANNA, "any"), linked(TV), linked(BOX), linked(STICK), linked(PHONE));
        return fixture.givenCurrentTime(NOON)
                .andGiven(Stream.concat(first, Arrays.stream(events)).toArray());
    }

    ResultValidator<Account> link(TestExecutor<Account> given, DeviceLinked linked) {
        return given.whenInvoking(ANNA.value(), account -> account.link(linked, rules));
    }

    /** The answer for that many approved devices and changes used. */
    AccountLimits limits(int approved, int changes) {
        ApprovalChanges rule = profile.approvalChanges();
        boolean allowed = rule.limit() == null || changes < rule.limit();
        return new AccountLimits(
                new LimitUse(4, null, false),
                LimitUse.of(approved, profile.approvedDeviceLimit()),
                List.of(),
                new ChangeUse(
                        changes,
                        rule.limit(),
                        rule.windowDays(),
                        rule.counts(),
                        allowed,
                        allowed ? null : NOON.plus(WINDOW)));
    }

    static void refused(ResultValidator<Account> result, Refusal refusal) {
        result.expectException(Refused.class).expectExceptionDetails(refusal);
    }

    static void refused(ResultValidator<Account> result, RefusalCode code) {
        refused(result.expectNoEvents(), Refusal.of(code));
    }

    static void noNews(ResultValidator<Account> result) {
        result.expectNoEvents().expectSuccessfulHandlerExecution();
    }

    // --- messages

    static AmendApprovals approve(DeviceId... devices) {
        return amend(List.of(devices), NONE);
    }

    static AmendApprovals unapprove(DeviceId... devices) {
        return amend(NONE, List.of(devices));
    }

    static AmendApprovals amend(List<DeviceId> approve, List<DeviceId> unapprove) {
        return new AmendApprovals(ANNA, new Amendment(approve, unapprove));
    }

    static DeviceLinked linked(DeviceId device) {
        TokenRef token = new TokenRef("k1", UUID.randomUUID());
        return new DeviceLinked(ANNA, device, "tv", null, new SessionId(UUID.randomUUID()), token, null);
    }

    static DeviceUnlinked unlinked(DeviceId device) {
        return new DeviceUnlinked(ANNA, device, DeviceUnlinked.Reason.USER);
    }

    static DeviceApproved automatically(DeviceId device) {
        return new DeviceApproved(ANNA, device, DeviceApproved.Cause.FIRST_SIGN_ON, null, null);
    }

    static DeviceApproved approved(DeviceId device, long amendment) {
        return new DeviceApproved(ANNA, device, DeviceApproved.Cause.AMENDMENT, amendment, null);
    }

    static DeviceUnapproved unapproved(DeviceId device, long amendment) {
        return new DeviceUnapproved(ANNA, device, DeviceUnapproved.Cause.AMENDMENT, amendment, null);
    }
}
