package dev.rendezvous.command.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.api.account.AccountClosed;
import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.account.AccountOpened;
import dev.rendezvous.api.account.AccountPutOnHold;
import dev.rendezvous.api.account.AccountReactivated;
import dev.rendezvous.api.account.AccountStatus;
import dev.rendezvous.api.account.ChangeAccountStatus;
import dev.rendezvous.api.account.CodeEntryLocked;
import dev.rendezvous.api.account.DeviceApproved;
import dev.rendezvous.api.account.DeviceLinked;
import dev.rendezvous.api.account.DeviceRenamed;
import dev.rendezvous.api.account.DeviceSignedOn;
import dev.rendezvous.api.account.DeviceStanding;
import dev.rendezvous.api.account.DeviceStatus;
import dev.rendezvous.api.account.DeviceUnlinked;
import dev.rendezvous.api.account.LinkedDevice;
import dev.rendezvous.api.account.OpenAccount;
import dev.rendezvous.api.account.ProfileAssigned;
import dev.rendezvous.api.account.RenameDevice;
import dev.rendezvous.api.account.UnlinkDevice;
import dev.rendezvous.api.account.WrongCodeEntered;
import dev.rendezvous.api.limit.ChangeUse;
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
import dev.rendezvous.command.profile.Profiles;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.axonframework.test.aggregate.TestExecutor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AccountTest {
    private static final Instant NOON = TestClock.NOON;
    private static final AccountId ANNA = new AccountId("anna");
    private static final DeviceId TV = new DeviceId("4E12");
    private static final SessionId SESSION = SessionId.of("01a2046d-bf1f-7ca7-98dc-ae6ec7d232f9");
    private static final TokenRef OLD = new TokenRef("k1", new UUID(1, 1));
    private static final TokenRef NEW = new TokenRef("k1", new UUID(2, 2));
    private static final DeviceLinked LINKED = linked("Den", OLD);
    private static final AccountPutOnHold ON_HOLD = new AccountPutOnHold(ANNA, null);
    private static final AccountRules RULES = RulesAtNoon.of(Profile.STANDARD);
    private static final AccountClosed CLOSED = new AccountClosed(ANNA, null);

    private final AggregateTestFixture<Account> fixture = new AggregateTestFixture<>(Account.class);

    @BeforeEach
    void wire() {
        Profiles profiles = name -> Optional.of(Profile.STANDARD)
                .filter(standard -> Set.of("standard", "family").contains(name));
        fixture.registerInjectableResource(
                new AccountRules(profiles, new DeviceGroups(Map.of()), Clock.fixed(NOON, ZoneOffset.UTC)));
        RefusalsCommit.on(fixture);
    }

    private TestExecutor<Account> opened(Object... after) {
        Stream<Object> first = Stream.of(new AccountOpened(ANNA, "standard"));
        return fixture.givenCurrentTime(NOON)
                .andGiven(Stream.concat(first, Stream.of(after)).toArray());
    }

    private static DeviceLinked linked(@Nullable String name, TokenRef token) {
        return new DeviceLinked(ANNA, TV, "tv", name, SESSION, token, null);
    }

    private static void refused(RefusalCode code, ResultValidator<Account> result) {
        result.expectNoEvents().expectException(Refused.class).expectExceptionDetails(Refusal.of(code));
    }

    // --- opening

    @Test
    void an_account_is_opened_with_a_profile() {
        fixture.givenNoPriorActivity()
                .when(new OpenAccount(ANNA, "standard"))
                .expectEvents(new AccountOpened(ANNA, "standard"))
                .expectResultMessagePayload(true);
    }

    @Test
    void opening_an_account_again_is_no_news() {
        opened().when(new OpenAccount(ANNA, "standard")).expectNoEvents().expectResultMessagePayload(false);
    }

    @Test
    void an_open_account_gets_another_profile() {
        opened().when(new OpenAccount(ANNA, "family"))
                .expectEvents(new ProfileAssigned(ANNA, "family"))
                .expectResultMessagePayload(false);
    }

    @Test
    void a_profile_that_was_assigned_before_is_no_news() {
        opened(new ProfileAssigned(ANNA, "family"))
                .when(new OpenAccount(ANNA, "family"))
                .expectNoEvents();
    }

    @Test
    void an_unknown_profile_opens_nothing() {
        refused(RefusalCode.PROFILE_UNKNOWN, fixture.givenNoPriorActivity().when(new OpenAccount(ANNA, "gold")));
        refused(RefusalCode.PROFILE_UNKNOWN, opened().when(new OpenAccount(ANNA, "gold")));
    }

    @Test
    void a_closed_account_is_not_opened_again() {
        refused(RefusalCode.ACCOUNT_CLOSED, opened(CLOSED).when(new OpenAccount(ANNA, "family")));
    }

    // --- status

    @Test
    void an_operator_changes_the_status_and_says_why() {
        opened().when(new ChangeAccountStatus(ANNA, AccountStatus.ON_HOLD, "unpaid"))
                .expectEvents(new AccountPutOnHold(ANNA, "unpaid"));
        opened(ON_HOLD)
                .when(new ChangeAccountStatus(ANNA, AccountStatus.ACTIVE, "paid"))
                .expectEvents(new AccountReactivated(ANNA, "paid"));
        opened(ON_HOLD)
                .when(new ChangeAccountStatus(ANNA, AccountStatus.CLOSED, null))
                .expectEvents(CLOSED);
    }

    @Test
    void a_status_that_the_account_has_is_no_news() {
        opened().when(new ChangeAccountStatus(ANNA, AccountStatus.ACTIVE, "x")).expectNoEvents();
        opened(ON_HOLD, new AccountReactivated(ANNA, null))
                .when(new ChangeAccountStatus(ANNA, AccountStatus.ACTIVE, "x"))
                .expectNoEvents();
        opened(CLOSED)
                .when(new ChangeAccountStatus(ANNA, AccountStatus.CLOSED, "x"))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @ParameterizedTest
    @EnumSource(names = "CLOSED", mode = EnumSource.Mode.EXCLUDE)
    void closed_is_final(AccountStatus status) {
        refused(RefusalCode.ACCOUNT_CLOSED, opened(CLOSED).when(new ChangeAccountStatus(ANNA, status, null)));
    }

    @Test
    void the_status_says_what_keeps_the_account_from_linking() { // R22
        opened().whenInvoking(
                        "anna", account -> assertThat(account.standsInTheWay()).isNull());
        opened(ON_HOLD).whenInvoking("anna", account -> assertThat(account.standsInTheWay())
                .isEqualTo(RefusalCode.ACCOUNT_ON_HOLD));
        opened(CLOSED).whenInvoking("anna", account -> assertThat(account.standsInTheWay())
                .isEqualTo(RefusalCode.ACCOUNT_CLOSED));
    }

    // --- unlinking (R25)

    @Test
    void the_user_unlinks_a_device() { // R25
        opened(LINKED)
                .when(new UnlinkDevice(ANNA, TV), Map.of("role", "ACCOUNT"))
                .expectEvents(new DeviceUnlinked(ANNA, TV, DeviceUnlinked.Reason.USER));
    }

    @Test
    void history_tells_an_operators_unlinking_from_the_users() { // R25
        opened(LINKED)
                .when(new UnlinkDevice(ANNA, TV), Map.of("role", "OPERATOR"))
                .expectEvents(new DeviceUnlinked(ANNA, TV, DeviceUnlinked.Reason.OPERATOR));
    }

    @Test
    void an_account_on_hold_or_closed_may_still_let_a_device_go() { // R25
        opened(LINKED, ON_HOLD).when(new UnlinkDevice(ANNA, TV)).expectSuccessfulHandlerExecution();
        opened(LINKED, CLOSED).when(new UnlinkDevice(ANNA, TV)).expectSuccessfulHandlerExecution();
    }

    @Test
    void what_is_not_linked_cannot_be_unlinked() { // R25
        refused(RefusalCode.DEVICE_UNKNOWN, opened().when(new UnlinkDevice(ANNA, TV)));
        DeviceUnlinked gone = new DeviceUnlinked(ANNA, TV, DeviceUnlinked.Reason.USER);
        refused(RefusalCode.DEVICE_UNKNOWN, opened(LINKED, gone).when(new UnlinkDevice(ANNA, TV)));
    }

    // --- renaming

    @Test
    void a_device_gets_another_name() {
        opened(LINKED)
                .when(new RenameDevice(ANNA, TV, "Kitchen"))
                .expectEvents(new DeviceRenamed(ANNA, TV, "Kitchen"))
                .expectResultMessagePayload(new LinkedDevice(TV, "Kitchen", "tv", NOON));
    }

    @Test
    void a_name_that_the_device_has_is_no_news() {
        opened(LINKED)
                .when(new RenameDevice(ANNA, TV, "Den"))
                .expectNoEvents()
                .expectResultMessagePayload(new LinkedDevice(TV, "Den", "tv", NOON));
    }

    @Test
    void what_is_not_linked_has_no_name() {
        refused(RefusalCode.DEVICE_UNKNOWN, opened().when(new RenameDevice(ANNA, TV, "Den")));
    }

    @Test
    void a_closed_account_renames_nothing() {
        refused(RefusalCode.ACCOUNT_CLOSED, opened(LINKED, CLOSED).when(new RenameDevice(ANNA, TV, "Kitchen")));
    }

    // --- linking (R20, R23, R24)

    @Test
    void linking_takes_the_device_in() { // R20
        AtomicReference<LinkedDevice> device = new AtomicReference<>();
        opened().whenInvoking("anna", account -> device.set(account.link(LINKED, RULES)))
                .expectEvents(LINKED, new DeviceApproved(ANNA, TV, DeviceApproved.Cause.FIRST_SIGN_ON, null, null));
        assertThat(device.get()).isEqualTo(new LinkedDevice(TV, "Den", "tv", NOON));
    }

    @Test
    void a_device_linked_again_keeps_its_name() { // R23
        opened(LINKED)
                .whenInvoking("anna", account -> account.link(linked(null, NEW), RULES))
                .expectEvents(linked("Den", NEW));
    }

    @Test
    void a_device_linked_again_under_another_name_has_that() { // R23
        opened(LINKED)
                .whenInvoking("anna", account -> account.link(linked("Kitchen", NEW), RULES))
                .expectEvents(linked("Kitchen", NEW));
    }

    @Test
    void a_device_that_moves_away_is_let_go_once() { // R24
        DeviceUnlinked moved = new DeviceUnlinked(ANNA, TV, DeviceUnlinked.Reason.MOVED);
        opened(LINKED).whenInvoking("anna", account -> account.letGo(ANNA, TV)).expectEvents(moved);
        opened(LINKED, moved)
                .whenInvoking("anna", account -> account.letGo(ANNA, TV))
                .expectNoEvents();
    }

    // --- signing on (R10, R23, R25)

    @Test
    void a_device_signs_on_with_its_token() { // R10
        AtomicReference<DeviceStanding> standing = new AtomicReference<>();
        opened(LINKED)
                .whenInvoking("anna", account -> standing.set(account.signOn(ANNA, TV, OLD, RULES)))
                .expectEvents(new DeviceSignedOn(ANNA, TV, OLD));
        assertThat(standing.get())
                .isEqualTo(DeviceStanding.of(
                        TV,
                        ANNA,
                        AccountStatus.ACTIVE,
                        DeviceStatus.LINKED,
                        Profile.STANDARD,
                        ChangeUse.of(Profile.STANDARD, List.of(), NOON)));
    }

    @Test
    void the_token_that_a_second_linking_replaced_is_dead() { // R23
        refused(
                RefusalCode.UNAUTHENTICATED,
                opened(LINKED, linked("Den", NEW))
                        .whenInvoking("anna", account -> account.signOn(ANNA, TV, OLD, RULES)));
    }

    @Test
    void a_token_dies_with_its_link() { // R25
        DeviceUnlinked gone = new DeviceUnlinked(ANNA, TV, DeviceUnlinked.Reason.USER);
        refused(
                RefusalCode.UNAUTHENTICATED,
                opened(LINKED, gone).whenInvoking("anna", account -> account.signOn(ANNA, TV, OLD, RULES)));
    }

    @Test
    void nobody_signs_on_while_the_account_is_on_hold_or_closed() { // R38
        refused(
                RefusalCode.ACCOUNT_ON_HOLD,
                opened(LINKED, ON_HOLD).whenInvoking("anna", account -> account.signOn(ANNA, TV, OLD, RULES)));
        refused(
                RefusalCode.ACCOUNT_CLOSED,
                opened(LINKED, CLOSED).whenInvoking("anna", account -> account.signOn(ANNA, TV, OLD, RULES)));
    }

    // --- wrong codes (R16)

    @Test
    void a_wrong_code_is_recorded() { // R16
        opened().whenInvoking("anna", account -> account.enterWrongCode(ANNA, NOON))
                .expectEvents(new WrongCodeEntered(ANNA));
    }

    @Test
    void the_fifth_wrong_code_locks_for_fifteen_minutes() { // R16
        WrongCodeEntered wrong = new WrongCodeEntered(ANNA);
        opened(wrong, wrong, wrong, wrong)
                .whenInvoking("anna", account -> account.enterWrongCode(ANNA, NOON))
                .expectEvents(wrong, new CodeEntryLocked(ANNA, NOON.plus(Duration.ofMinutes(15))));
    }

    @Test
    void a_locked_account_is_told_when_it_may_enter_codes_again() { // R16
        Instant end = NOON.plusSeconds(900);
        opened(new CodeEntryLocked(ANNA, end))
                .whenInvoking("anna", account -> account.requireCodeEntryOpen(end.minusMillis(500)))
                .expectNoEvents()
                .expectExceptionDetails(new Refusal(RefusalCode.CODE_ENTRY_LOCKED, Map.of("retryAfter", 1L)));
        opened(new CodeEntryLocked(ANNA, end))
                .whenInvoking("anna", account -> account.requireCodeEntryOpen(end))
                .expectSuccessfulHandlerExecution();
    }
}
