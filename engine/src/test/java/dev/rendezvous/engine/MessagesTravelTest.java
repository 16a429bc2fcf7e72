package dev.rendezvous.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.account.AccountStatus;
import dev.rendezvous.api.account.ActivationStatus;
import dev.rendezvous.api.account.AmendApprovals;
import dev.rendezvous.api.account.AmendOwnApprovals;
import dev.rendezvous.api.account.Amendment;
import dev.rendezvous.api.account.Approval;
import dev.rendezvous.api.account.ChangeAccountStatus;
import dev.rendezvous.api.account.ChangeActivationStatus;
import dev.rendezvous.api.account.ChangeOperatorStatus;
import dev.rendezvous.api.account.DeviceStanding;
import dev.rendezvous.api.account.ErasePersonalData;
import dev.rendezvous.api.account.LinkDevice;
import dev.rendezvous.api.account.LinkedDevice;
import dev.rendezvous.api.account.ManageDevice;
import dev.rendezvous.api.account.OpenAccount;
import dev.rendezvous.api.account.OperatorStatus;
import dev.rendezvous.api.account.OverrideApprovals;
import dev.rendezvous.api.account.RenameDevice;
import dev.rendezvous.api.account.ResetChangeWindow;
import dev.rendezvous.api.account.SignOn;
import dev.rendezvous.api.account.UnlinkDevice;
import dev.rendezvous.api.caller.Caller;
import dev.rendezvous.api.caller.Role;
import dev.rendezvous.api.limit.AccountLimits;
import dev.rendezvous.api.limit.ChangeUse;
import dev.rendezvous.api.limit.GroupUse;
import dev.rendezvous.api.limit.LimitUse;
import dev.rendezvous.api.profile.ApprovalChanges;
import dev.rendezvous.api.profile.DefineProfile;
import dev.rendezvous.api.profile.Profile;
import dev.rendezvous.api.refusal.Refusal;
import dev.rendezvous.api.refusal.RefusalCode;
import dev.rendezvous.api.refusal.Refused;
import dev.rendezvous.api.registration.CancelSession;
import dev.rendezvous.api.registration.ClaimCode;
import dev.rendezvous.api.registration.ClaimedDevice;
import dev.rendezvous.api.registration.DeclineCode;
import dev.rendezvous.api.registration.DeviceId;
import dev.rendezvous.api.registration.ExpireCode;
import dev.rendezvous.api.registration.IssueCode;
import dev.rendezvous.api.registration.IssuedCode;
import dev.rendezvous.api.registration.RegistrationCode;
import dev.rendezvous.api.registration.SessionId;
import dev.rendezvous.api.token.TokenRef;
import java.io.IOException;
import java.lang.reflect.AnnotatedElement;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.axonserver.connector.AxonServerConfiguration;
import org.axonframework.axonserver.connector.command.CommandSerializer;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.GenericCommandResultMessage;
import org.axonframework.commandhandling.RoutingKey;
import org.axonframework.commandhandling.distributed.AnnotationRoutingStrategy;
import org.axonframework.common.annotation.AnnotationUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Commands and what they are answered with, on their way to another process and back. */
class MessagesTravelTest {
    private static final AccountId ACCOUNT = new AccountId("anna");
    private static final DeviceId DEVICE = new DeviceId("4E12");
    private static final SessionId SESSION = SessionId.of("01a2046d-bf1f-7ca7-98dc-ae6ec7d232f9");
    private static final TokenRef TOKEN = new TokenRef("k1", UUID.fromString("01a2046d-bf59-7c30-acea-51a14ff209c6"));
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.125Z");
    private static final Amendment SWAP = new Amendment(List.of(DEVICE), List.of(new DeviceId("4E13")));
    private static final ChangeUse CHANGES = new ChangeUse(3, 3, 30, ApprovalChanges.Counted.APPROVALS, false, NOON);

    static final List<Object> COMMANDS = List.of(
            new OpenAccount(ACCOUNT, "standard"),
            new ChangeAccountStatus(ACCOUNT, AccountStatus.ON_HOLD, null),
            new UnlinkDevice(ACCOUNT, DEVICE),
            new RenameDevice(ACCOUNT, DEVICE, "Küche"),
            new ChangeOperatorStatus(ACCOUNT, DEVICE, OperatorStatus.DISABLED, "stolen"),
            new ChangeActivationStatus(ACCOUNT, DEVICE, ActivationStatus.INACTIVE, null),
            new ErasePersonalData(ACCOUNT, "letter of 3 March"),
            new ManageDevice(ACCOUNT, DEVICE, true),
            new AmendApprovals(ACCOUNT, SWAP),
            new OverrideApprovals(ACCOUNT, SWAP, "called us"),
            new ResetChangeWindow(ACCOUNT, "moved house"),
            new LinkDevice(ACCOUNT, "bc-dfg", "Den", null),
            new ClaimCode(ACCOUNT, "bcdfg"),
            new DeclineCode(ACCOUNT, "bcdfg"),
            new SignOn(TOKEN),
            new AmendOwnApprovals(TOKEN, SWAP),
            new IssueCode(DEVICE, "tv", null, null),
            new CancelSession(SESSION),
            new ExpireCode(SESSION),
            new DefineProfile(Profile.STANDARD));

    static final List<Object> ANSWERS = List.of(
            true,
            new IssuedCode(SESSION, new RegistrationCode("BCDFG"), Duration.ofSeconds(30), Duration.ofMinutes(15)),
            new ClaimedDevice(new RegistrationCode("BCDFG"), DEVICE, null, "1.0", NOON, "192.0.2.1", NOON),
            new LinkedDevice(DEVICE, "Küche", null, NOON),
            new DeviceStanding(
                    DEVICE,
                    ACCOUNT,
                    OperatorStatus.ENABLED,
                    ActivationStatus.ACTIVE,
                    Approval.UNAPPROVED,
                    true,
                    false,
                    CHANGES),
            new AccountLimits(
                    new LimitUse(6, 5, true),
                    new LimitUse(1, null, false),
                    List.of(new GroupUse("screens", 2, 2, false, true)),
                    CHANGES));

    private final CommandSerializer wire =
            new CommandSerializer(new EventStoreAutoConfiguration().serializer(), new AxonServerConfiguration());

    private static GenericCommandMessage<?> message(Object command) {
        return new GenericCommandMessage<>(command, new Caller("anna", Role.ACCOUNT, "192.0.2.1", "c-1").asMetaData());
    }

    private CommandResultMessage<?> travelled(CommandResultMessage<?> result) {
        return wire.deserialize(wire.serialize(result, "command"));
    }

    @ParameterizedTest
    @FieldSource("COMMANDS")
    void a_command_arrives_as_it_was_sent_with_its_caller(Object command) {
        CommandMessage<?> sent = message(command);
        CommandMessage<?> arrived = wire.deserialize(wire.serialize(sent, "key", 0));
        assertThat((Object) arrived.getPayload()).isEqualTo(command);
        assertThat(arrived.getMetaData()).isEqualTo(sent.getMetaData());
        assertThat(arrived.getIdentifier()).isEqualTo(sent.getIdentifier());
    }

    @ParameterizedTest
    @FieldSource("ANSWERS")
    void an_answer_comes_back_as_it_was_given(Object answer) {
        CommandResultMessage<?> back = travelled(GenericCommandResultMessage.asCommandResultMessage(answer));
        assertThat((Object) back.getPayload()).isEqualTo(answer);
    }

    @Test
    void no_answer_comes_back_as_none() {
        CommandResultMessage<?> back = travelled(new GenericCommandResultMessage<>((Object) null));
        assertThat(back.isExceptional()).isFalse();
        assertThat((Object) back.getPayload()).isNull();
    }

    @Test
    void a_refusal_comes_back_with_its_code_its_facts_and_its_words() {
        Refusal limit =
                new Refusal(RefusalCode.CHANGE_LIMIT_REACHED, Map.of("limit", 3, "used", 3)).with("nextChangeAt", NOON);
        Throwable back = travelled(new GenericCommandResultMessage<>(new Refused(limit, "no change left")))
                .exceptionResult();
        assertThat(Refused.in(back)).isEqualTo(limit);
        assertThat(back).hasMessage("no change left");
    }

    @ParameterizedTest
    @FieldSource("COMMANDS")
    void commands_for_one_thing_go_one_way(Object command) {
        String key = AnnotationRoutingStrategy.defaultStrategy().getRoutingKey(message(command));
        assertThat(key)
                .isIn("anna", "4E12", SESSION.toString(), TOKEN.toString(), DefineProfile.identifierOf("standard"));
    }

    @Test
    void every_command_is_tried_here() throws IOException {
        assertThat(COMMANDS.stream().<Object>map(Object::getClass))
                .containsExactlyInAnyOrderElementsOf(
                        apiClasses().filter(MessagesTravelTest::isCommand).toList());
    }

    private static Stream<Class<?>> apiClasses() throws IOException {
        Resource[] files =
                new PathMatchingResourcePatternResolver().getResources("classpath*:dev/rendezvous/api/**/*.class");
        return Arrays.stream(files)
                .map(file -> file.getDescription().replaceFirst(".*(dev/rendezvous/api/.*)\\.class.*", "$1"))
                .filter(name -> !name.endsWith("package-info"))
                .<Class<?>>map(name -> classOf(name.replace('/', '.')));
    }

    private static Class<?> classOf(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isCommand(Class<?> type) {
        return Stream.<AnnotatedElement>concat(
                        Arrays.stream(type.getDeclaredFields()), Arrays.stream(type.getDeclaredMethods()))
                .anyMatch(member -> AnnotationUtils.findAnnotationAttributes(member, RoutingKey.class)
                        .isPresent());
    }
}
