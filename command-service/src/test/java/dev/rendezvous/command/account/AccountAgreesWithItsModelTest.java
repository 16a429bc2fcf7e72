package dev.rendezvous.command.account;

import static dev.rendezvous.command.account.StoredAccount.ANNA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.api.account.AccountStatus;
import dev.rendezvous.api.account.ActivationStatus;
import dev.rendezvous.api.account.AmendApprovals;
import dev.rendezvous.api.account.Amendment;
import dev.rendezvous.api.account.ChangeAccountStatus;
import dev.rendezvous.api.account.ChangeActivationStatus;
import dev.rendezvous.api.account.ChangeOperatorStatus;
import dev.rendezvous.api.account.ManageDevice;
import dev.rendezvous.api.account.OpenAccount;
import dev.rendezvous.api.account.OperatorStatus;
import dev.rendezvous.api.account.OverrideApprovals;
import dev.rendezvous.api.account.ResetChangeWindow;
import dev.rendezvous.api.account.UnlinkDevice;
import dev.rendezvous.api.profile.ApprovalChanges;
import dev.rendezvous.api.profile.GroupLimit;
import dev.rendezvous.api.profile.Profile;
import dev.rendezvous.api.registration.DeviceId;
import dev.rendezvous.command.TestClock;
import dev.rendezvous.command.account.AccountModel.Define;
import dev.rendezvous.command.account.AccountModel.Link;
import dev.rendezvous.command.account.AccountModel.SignOnWith;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.axonframework.eventhandling.GenericEventMessage;

/** Whatever is asked of an account, in whatever order, it answers and stands as the rules say. */
class AccountAgreesWithItsModelTest {
    /** @param time that passes before the next command */
    record Wait(Duration time) {}

    /** Waits for the instant at which a change leaves the window, or one millisecond less. */
    record WaitForAChangeToLeave(boolean exactly) {}

    private static final int MOST_COMMANDS = 60;

    @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
    void it_answers_and_stands_as_the_rules_say( // R20-R38
            @ForAll("profiles") Profile first,
            @ForAll("profiles") Profile second,
            @ForAll("commands") List<Object> commands) {
        TestClock clock = new TestClock();
        GenericEventMessage.clock = clock;
        List<Profile> profiles = List.of(named("first", first), named("second", second));
        AccountModel model = new AccountModel(profiles, clock.instant());
        StoredAccount account = new StoredAccount(profiles, clock);
        for (Object command : commands) {
            if (command instanceof Wait wait) clock.advance(wait.time());
            else if (command instanceof WaitForAChangeToLeave wait) waitFor(wait, model, clock);
            else agree(command, model, account, clock.instant());
        }
    }

    private static void waitFor(WaitForAChangeToLeave wait, AccountModel model, TestClock clock) {
        Instant leaves = model.nextLeaving(clock.instant());
        if (leaves == null) return;
        clock.advance(Duration.between(clock.instant(), wait.exactly() ? leaves : leaves.minusMillis(1)));
    }

    private static void agree(Object command, AccountModel model, StoredAccount account, Instant now) {
        var expected = model.handle(command, now);
        assertThat(account.send(command)).as("answer to %s", command).isEqualTo(expected);
        var view = account.look();
        assertThat(view.limits()).as("limits after %s", command).isEqualTo(model.limits());
        assertThat(view.standings()).as("devices after %s", command).isEqualTo(model.standings(ANNA));
    }

    // --- what is asked

    @Provide
    Arbitrary<List<Object>> commands() {
        return Arbitraries.frequencyOf(
                        Tuple.of(12, Combinators.combine(devices(), types()).as(Link::new)),
                        Tuple.of(4, devices().map(device -> new UnlinkDevice(ANNA, device))),
                        Tuple.of(2, devices().map(SignOnWith::new)),
                        Tuple.of(16, amendments().map(amendment -> new AmendApprovals(ANNA, amendment))),
                        Tuple.of(3, amendments().map(amendment -> new OverrideApprovals(ANNA, amendment, "asked"))),
                        Tuple.of(1, Arbitraries.just(new ResetChangeWindow(ANNA, "asked"))),
                        Tuple.of(6, statements()),
                        Tuple.of(3, accountStatuses().map(status -> new ChangeAccountStatus(ANNA, status, null))),
                        Tuple.of(2, names().map(name -> new OpenAccount(ANNA, name))),
                        Tuple.of(
                                2,
                                Combinators.combine(names(), profiles()).as((name, as) -> new Define(named(name, as)))),
                        Tuple.of(6, waits()))
                .map(Object.class::cast)
                .list()
                .ofMaxSize(MOST_COMMANDS);
    }

    private static Arbitrary<Object> statements() {
        return Arbitraries.oneOf(
                Combinators.combine(devices(), Arbitraries.of(OperatorStatus.class))
                        .as((device, status) -> new ChangeOperatorStatus(ANNA, device, status, null)),
                Combinators.combine(devices(), Arbitraries.of(ActivationStatus.class))
                        .as((device, status) -> new ChangeActivationStatus(ANNA, device, status, null)),
                Combinators.combine(devices(), Arbitraries.of(true, false))
                        .as((device, managed) -> new ManageDevice(ANNA, device, managed)));
    }

    private static Arbitrary<Object> waits() {
        return Arbitraries.oneOf(
                Arbitraries.of(true, false).map(WaitForAChangeToLeave::new),
                Arbitraries.of(Duration.ofMillis(1), Duration.ofHours(9), Duration.ofDays(1))
                        .map(Wait::new));
    }

    private static Arbitrary<Amendment> amendments() {
        return Arbitraries.maps(devices(), Arbitraries.of(true, false))
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(approve -> new Amendment(those(approve, true), those(approve, false)));
    }

    private static List<DeviceId> those(Map<DeviceId, Boolean> approve, boolean which) {
        return approve.entrySet().stream()
                .filter(device -> device.getValue() == which)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static Arbitrary<DeviceId> devices() {
        return Arbitraries.of("A", "B", "C", "D", "E").map(DeviceId::new);
    }

    private static Arbitrary<String> types() {
        return Arbitraries.frequency(Tuple.of(3, "tv"), Tuple.of(2, "phone"), Tuple.of(1, "box"));
    }

    private static Arbitrary<AccountStatus> accountStatuses() {
        return Arbitraries.frequency(
                Tuple.of(12, AccountStatus.ACTIVE),
                Tuple.of(6, AccountStatus.ON_HOLD),
                Tuple.of(1, AccountStatus.CLOSED));
    }

    private static Arbitrary<String> names() {
        return Arbitraries.of("first", "second");
    }

    @Provide
    Arbitrary<Profile> profiles() {
        Arbitrary<Boolean> approval = Arbitraries.frequency(Tuple.of(7, true), Tuple.of(1, false));
        return Combinators.combine(limits(5), approval, limits(4), changes(), groups())
                .as((devices, enabled, approved, change, group) ->
                        new Profile("any", devices.orElse(null), enabled, approved.orElse(null), change, group));
    }

    private static Arbitrary<ApprovalChanges> changes() {
        return Combinators.combine(limits(4), Arbitraries.of(1, 2), Arbitraries.of(ApprovalChanges.Counted.class))
                .as((limit, days, counts) -> new ApprovalChanges(limit.orElse(null), days, counts));
    }

    private static Arbitrary<List<GroupLimit>> groups() {
        return Combinators.combine(limits(3), limits(2), Arbitraries.of(true, false))
                .as((phones, boxes, ignored) -> List.of(
                        new GroupLimit("phone", phones.orElse(null), false),
                        new GroupLimit("box", boxes.orElse(null), ignored)));
    }

    private static Arbitrary<Optional<Integer>> limits(int most) {
        return Arbitraries.integers().between(0, most).optional(0.7);
    }

    private static Profile named(String name, Profile as) {
        return new Profile(
                name,
                as.deviceLimit(),
                as.approvalEnabled(),
                as.approvedDeviceLimit(),
                as.approvalChanges(),
                as.groups());
    }
}
