package dev.rendezvous.command.account;

import dev.rendezvous.api.account.AccountClosed;
import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.account.AccountOpened;
import dev.rendezvous.api.account.AccountPutOnHold;
import dev.rendezvous.api.account.ActivationStatus;
import dev.rendezvous.api.account.ActivationStatusChanged;
import dev.rendezvous.api.account.ChangeActivationStatus;
import dev.rendezvous.api.account.ChangeOperatorStatus;
import dev.rendezvous.api.account.DeviceLinked;
import dev.rendezvous.api.account.DeviceManagementChanged;
import dev.rendezvous.api.account.DeviceRefused;
import dev.rendezvous.api.account.DeviceSignedOn;
import dev.rendezvous.api.account.LimitReached;
import dev.rendezvous.api.account.ManageDevice;
import dev.rendezvous.api.account.OperatorStatus;
import dev.rendezvous.api.account.OperatorStatusChanged;
import dev.rendezvous.api.profile.ApprovalChanges;
import dev.rendezvous.api.profile.DeviceGroups;
import dev.rendezvous.api.profile.GroupLimit;
import dev.rendezvous.api.profile.Profile;
import dev.rendezvous.api.refusal.Refusal;
import dev.rendezvous.api.refusal.RefusalCode;
import dev.rendezvous.api.refusal.Refused;
import dev.rendezvous.api.registration.DeviceId;
import dev.rendezvous.api.registration.SessionId;
import dev.rendezvous.api.token.TokenRef;
import dev.rendezvous.command.RefusalsCommit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.axonframework.test.aggregate.TestExecutor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What operators say of devices: who may sign in (R38), and which use a place (R30, R32). */
class DeviceStatusTest {
    private static final AccountId ANNA = new AccountId("anna");
    private static final DeviceId TV = new DeviceId("TV");
    private static final TokenRef TOKEN = new TokenRef("k1", new UUID(0, 1));
    private static final ChangeOperatorStatus DISABLE =
            new ChangeOperatorStatus(ANNA, TV, OperatorStatus.DISABLED, "stolen");
    private static final ChangeOperatorStatus ENABLE =
            new ChangeOperatorStatus(ANNA, TV, OperatorStatus.ENABLED, "found");
    private static final ChangeActivationStatus DEACTIVATE =
            new ChangeActivationStatus(ANNA, TV, ActivationStatus.INACTIVE, null);
    private static final ChangeActivationStatus ACTIVATE =
            new ChangeActivationStatus(ANNA, TV, ActivationStatus.ACTIVE, null);
    private static final OperatorStatusChanged DISABLED =
            new OperatorStatusChanged(ANNA, TV, OperatorStatus.DISABLED, "stolen");
    private static final OperatorStatusChanged ENABLED =
            new OperatorStatusChanged(ANNA, TV, OperatorStatus.ENABLED, "found");
    private static final ActivationStatusChanged INACTIVE =
            new ActivationStatusChanged(ANNA, TV, ActivationStatus.INACTIVE, null);
    private static final ActivationStatusChanged ACTIVE =
            new ActivationStatusChanged(ANNA, TV, ActivationStatus.ACTIVE, null);
    private static final DeviceManagementChanged MANAGED = new DeviceManagementChanged(ANNA, TV, true);

    /** Two places. */
    private static final Profile PROFILE = new Profile(
            "two", 2, false, null, new ApprovalChanges(null, 30, ApprovalChanges.Counted.APPROVALS), List.of());

    private static final AccountRules RULES = RulesAtNoon.of(PROFILE);
    private static final LimitReached FULL = new LimitReached(RefusalCode.DEVICE_LIMIT_REACHED, null, 2, 2);

    private final AggregateTestFixture<Account> fixture = new AggregateTestFixture<>(Account.class);

    @BeforeEach
    void wire() {
        fixture.registerInjectableResource(RULES);
        RefusalsCommit.on(fixture);
    }

    private static DeviceLinked linked(String device) {
        TokenRef token = device.equals("TV") ? TOKEN : new TokenRef("k1", UUID.randomUUID());
        return new DeviceLinked(ANNA, new DeviceId(device), "tv", null, new SessionId(UUID.randomUUID()), token, null);
    }

    /** The television is linked, then this happens. */
    private TestExecutor<Account> after(Object... events) {
        Stream<Object> first = Stream.of(new AccountOpened(ANNA, "two"), linked("TV"));
        return fixture.given(Stream.concat(first, Stream.of(events)).toArray());
    }

    private static void refused(RefusalCode code, ResultValidator<Account> result) {
        result.expectNoEvents().expectException(Refused.class).expectExceptionDetails(Refusal.of(code));
    }

    @ParameterizedTest
    @CsvSource({
        "ENABLED,  ACTIVE,   ACTIVE,  ",
        "DISABLED, ACTIVE,   ACTIVE,  DEVICE_DISABLED",
        "ENABLED,  INACTIVE, ACTIVE,  DEVICE_INACTIVE",
        "DISABLED, INACTIVE, ACTIVE,  DEVICE_DISABLED",
        "ENABLED,  ACTIVE,   ON_HOLD, ACCOUNT_ON_HOLD",
        "DISABLED, ACTIVE,   ON_HOLD, ACCOUNT_ON_HOLD",
        "ENABLED,  INACTIVE, ON_HOLD, ACCOUNT_ON_HOLD",
        "DISABLED, INACTIVE, ON_HOLD, ACCOUNT_ON_HOLD",
        "ENABLED,  ACTIVE,   CLOSED,  ACCOUNT_CLOSED",
        "DISABLED, INACTIVE, CLOSED,  ACCOUNT_CLOSED",
    })
    void who_may_sign_in( // R38
            OperatorStatus operatorStatus,
            ActivationStatus activationStatus,
            String accountStatus,
            @Nullable RefusalCode refusal) {
        List<Object> events = new ArrayList<>();
        if (operatorStatus == OperatorStatus.DISABLED) events.add(DISABLED);
        if (activationStatus == ActivationStatus.INACTIVE) events.add(INACTIVE);
        if (accountStatus.equals("ON_HOLD")) events.add(new AccountPutOnHold(ANNA, null));
        if (accountStatus.equals("CLOSED")) events.add(new AccountClosed(ANNA, null));
        var signedOn = after(events.toArray()).whenInvoking("anna", account -> account.signOn(ANNA, TV, TOKEN, RULES));
        if (refusal == null) signedOn.expectEvents(new DeviceSignedOn(ANNA, TV, TOKEN));
        else refused(refusal, signedOn);
    }

    @Test
    void a_status_is_changed_once() {
        after().when(DISABLE).expectEvents(DISABLED);
        after(DISABLED).when(DISABLE).expectNoEvents().expectSuccessfulHandlerExecution();
        after(DISABLED).when(ENABLE).expectEvents(ENABLED);
        after().when(DEACTIVATE).expectEvents(INACTIVE);
        after(INACTIVE).when(DEACTIVATE).expectNoEvents().expectSuccessfulHandlerExecution();
        after(INACTIVE).when(ACTIVATE).expectEvents(ACTIVE);
        after().when(new ManageDevice(ANNA, TV, true)).expectEvents(MANAGED);
        after().when(new ManageDevice(ANNA, TV, false)).expectNoEvents().expectSuccessfulHandlerExecution();
    }

    static Stream<Object> changes() {
        return Stream.of(DISABLE, DEACTIVATE, new ManageDevice(ANNA, TV, true));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void nothing_is_said_of_a_device_that_is_not_there_or_of_a_closed_account(Object change) {
        refused(
                RefusalCode.DEVICE_UNKNOWN,
                fixture.given(new AccountOpened(ANNA, "two")).when(change));
        refused(RefusalCode.ACCOUNT_CLOSED, after(new AccountClosed(ANNA, null)).when(change));
    }

    static Stream<Object> whatFreesAPlace() {
        return Stream.of(DISABLED, INACTIVE, MANAGED);
    }

    @ParameterizedTest
    @MethodSource("whatFreesAPlace")
    void a_device_that_does_not_count_leaves_its_place_to_another(Object event) { // R30
        DeviceLinked third = linked("third");
        after(linked("second"), event)
                .whenInvoking("anna", account -> account.requireRoomFor(third, RULES))
                .expectNoEvents()
                .expectSuccessfulHandlerExecution();
        after(linked("second"))
                .whenInvoking("anna", account -> account.requireRoomFor(third, RULES))
                .expectEvents(new DeviceRefused(ANNA, third.deviceId(), "tv", FULL))
                .expectExceptionDetails(FULL.refusal());
    }

    static Stream<List<Object>> waysBack() {
        return Stream.of(
                List.of(DISABLED, ENABLE),
                List.of(INACTIVE, ACTIVATE),
                List.of(MANAGED, new ManageDevice(ANNA, TV, false)));
    }

    @ParameterizedTest
    @MethodSource("waysBack")
    void a_device_that_would_count_again_needs_a_place(List<Object> wayBack) { // R32
        after(wayBack.get(0), linked("second"), linked("third"))
                .when(wayBack.get(1))
                .expectEvents(new DeviceRefused(ANNA, TV, "tv", FULL))
                .expectExceptionDetails(FULL.refusal());
        after(wayBack.get(0), linked("second")).when(wayBack.get(1)).expectSuccessfulHandlerExecution();
    }

    @Test
    void a_device_that_would_still_not_count_needs_none() { // R32
        after(DISABLED, INACTIVE, linked("second"), linked("third"))
                .when(ENABLE)
                .expectEvents(ENABLED);
        after(MANAGED, DISABLED, linked("second"), linked("third")).when(ENABLE).expectEvents(ENABLED);
    }

    @Test
    void a_device_that_comes_back_as_one_of_another_group_needs_a_place_there() { // R23, R32
        GroupLimit none = new GroupLimit("sticks", 0, false);
        Profile noSticks = new Profile("two", 2, false, null, PROFILE.approvalChanges(), List.of(none));
        DeviceGroups groups = new DeviceGroups(Map.of("sticks", List.of("stick")));
        DeviceLinked asStick = new DeviceLinked(ANNA, TV, "stick", null, new SessionId(UUID.randomUUID()), TOKEN, null);
        LimitReached noPlace = new LimitReached(RefusalCode.GROUP_LIMIT_REACHED, "sticks", 0, 0);
        after().whenInvoking("anna", account -> account.requireRoomFor(asStick, RulesAtNoon.of(noSticks, groups)))
                .expectEvents(new DeviceRefused(ANNA, TV, "stick", noPlace));
        after(DISABLED)
                .whenInvoking("anna", account -> account.requireRoomFor(asStick, RulesAtNoon.of(noSticks, groups)))
                .expectNoEvents()
                .expectSuccessfulHandlerExecution();
        Profile one = new Profile("one", 1, false, null, PROFILE.approvalChanges(), List.of());
        after().whenInvoking("anna", account -> account.requireRoomFor(asStick, RulesAtNoon.of(one, groups)))
                .expectNoEvents()
                .expectSuccessfulHandlerExecution();
    }

    @Test
    void what_was_said_of_a_device_stays_when_it_is_linked_again() { // R23
        refused(
                RefusalCode.DEVICE_DISABLED,
                after(DISABLED, linked("TV")).whenInvoking("anna", account -> account.signOn(ANNA, TV, TOKEN, RULES)));
    }

    @Test
    void a_device_that_comes_back_as_one_of_another_group_keeps_its_place_on_the_account() { // R23, R33
        GroupLimit boxes = new GroupLimit("boxes", null, true);
        Profile lowered = new Profile("two", 0, false, null, PROFILE.approvalChanges(), List.of(boxes));
        AccountRules rules =
                RulesAtNoon.of(lowered, new DeviceGroups(Map.of("sticks", List.of("stick"), "boxes", List.of("box"))));
        DeviceLinked asStick = new DeviceLinked(ANNA, TV, "stick", null, new SessionId(UUID.randomUUID()), TOKEN, null);
        DeviceLinked asBox = new DeviceLinked(ANNA, TV, "box", null, new SessionId(UUID.randomUUID()), TOKEN, null);
        after(linked("second"))
                .whenInvoking("anna", account -> account.requireRoomFor(asStick, rules))
                .expectNoEvents()
                .expectSuccessfulHandlerExecution();
        LimitReached noPlace = new LimitReached(RefusalCode.DEVICE_LIMIT_REACHED, null, 0, 0);
        after(asBox) // which had none on the account
                .whenInvoking("anna", account -> account.requireRoomFor(asStick, rules))
                .expectEvents(new DeviceRefused(ANNA, TV, "stick", noPlace));
    }
}
