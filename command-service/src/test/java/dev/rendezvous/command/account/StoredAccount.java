package dev.rendezvous.command.account;

import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.account.AccountStatus;
import dev.rendezvous.api.account.DeviceLinked;
import dev.rendezvous.api.account.DeviceStanding;
import dev.rendezvous.api.account.OpenAccount;
import dev.rendezvous.api.limit.AccountLimits;
import dev.rendezvous.api.profile.DeviceGroups;
import dev.rendezvous.api.profile.Profile;
import dev.rendezvous.api.refusal.Refusal;
import dev.rendezvous.api.refusal.RefusalCode;
import dev.rendezvous.api.refusal.Refused;
import dev.rendezvous.api.registration.DeviceId;
import dev.rendezvous.api.registration.SessionId;
import dev.rendezvous.api.token.TokenRef;
import dev.rendezvous.command.TestClock;
import dev.rendezvous.command.account.AccountModel.Define;
import dev.rendezvous.command.account.AccountModel.Link;
import dev.rendezvous.command.account.AccountModel.Outcome;
import dev.rendezvous.command.account.AccountModel.SignOnWith;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.axonframework.common.ReflectionUtils;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.annotation.ClasspathParameterResolverFactory;
import org.axonframework.messaging.annotation.MultiParameterResolverFactory;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.messaging.annotation.SimpleResourceParameterResolverFactory;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.AggregateAnnotationCommandHandler;

/** The account as it is made: every command and every look replays it from its events, which memory keeps. */
final class StoredAccount {
    static final AccountId ANNA = new AccountId("anna");

    /** What is told of the account and its devices. */
    record View(AccountLimits limits, Map<DeviceId, DeviceStanding> standings) {}

    private final TestClock clock;
    private final Map<String, Profile> profiles = new HashMap<>();
    private final Map<DeviceId, TokenRef> tokens = new HashMap<>();
    private final AccountRules rules;
    private final EmbeddedEventStore events = EmbeddedEventStore.builder()
            .storageEngine(new InMemoryEventStorageEngine())
            .build();
    private final EventSourcingRepository<Account> accounts;
    private final SimpleCommandBus commands = SimpleCommandBus.builder()
            .rollbackConfiguration(thrown -> !(thrown instanceof Refused))
            .build();

    /** @param clock that events are dated by, too */
    StoredAccount(List<Profile> profiles, TestClock clock) {
        this.clock = clock;
        profiles.forEach(profile -> this.profiles.put(profile.name(), profile));
        rules = new AccountRules(
                name -> Optional.ofNullable(this.profiles.get(name)),
                new DeviceGroups(Map.of("phone", List.of("phone"), "box", List.of("box"))),
                clock);
        ParameterResolverFactory parameters = MultiParameterResolverFactory.ordered(
                ClasspathParameterResolverFactory.forClass(Account.class),
                new SimpleResourceParameterResolverFactory(List.of(rules)));
        accounts = EventSourcingRepository.builder(Account.class)
                .eventStore(events)
                .parameterResolverFactory(parameters)
                .build();
        AggregateAnnotationCommandHandler.<Account>builder()
                .aggregateType(Account.class)
                .parameterResolverFactory(parameters)
                .repository(accounts)
                .build()
                .subscribe(commands);
        on(Link.class, this::link);
        on(SignOnWith.class, this::signOn);
        on(Define.class, command -> this.profiles.put(command.profile().name(), command.profile()));
        send(new OpenAccount(ANNA, profiles.get(0).name()));
    }

    private <C> void on(Class<C> type, Consumer<C> handler) {
        commands.subscribe(type.getName(), message -> {
            handler.accept(type.cast(message.getPayload()));
            return null;
        });
    }

    /** As entering a code does, the account's part of it. */
    private void link(Link command) {
        TokenRef token = new TokenRef("k1", UUID.randomUUID());
        SessionId session = new SessionId(UUID.randomUUID());
        DeviceLinked linked = new DeviceLinked(ANNA, command.deviceId(), command.type(), null, session, token, null);
        accounts.load(ANNA.value()).execute(account -> {
            RefusalCode refusal = account.standsInTheWay();
            if (refusal != null) throw new Refused(refusal, "as entering a code tells");
            account.requireRoomFor(linked, rules);
            account.link(linked, rules);
        });
        tokens.put(command.deviceId(), token);
    }

    private void signOn(SignOnWith command) {
        TokenRef token = tokens.getOrDefault(command.deviceId(), new TokenRef("k1", new UUID(0, 0)));
        accounts.load(ANNA.value()).execute(account -> account.signOn(ANNA, command.deviceId(), token, rules));
    }

    Outcome send(Object command) {
        long before = count();
        FutureCallback<Object, Object> callback = new FutureCallback<>();
        commands.dispatch(GenericCommandMessage.asCommandMessage(command), callback);
        CommandResultMessage<?> result = callback.getResult();
        boolean recorded = count() > before;
        if (!result.isExceptional()) return new Outcome(null, recorded);
        Refusal refusal = Refused.in(result.exceptionResult());
        if (refusal == null) throw new AssertionError("failed: " + command, result.exceptionResult());
        return new Outcome(refusal, recorded);
    }

    private long count() {
        return events.lastSequenceNumberFor(ANNA.value()).orElse(-1L);
    }

    View look() {
        UnitOfWork<?> work = DefaultUnitOfWork.startAndGet(GenericCommandMessage.asCommandMessage("look"));
        try {
            return accounts.load(ANNA.value()).invoke(this::view);
        } finally {
            work.rollback();
        }
    }

    private View view(Account account) {
        RegisteredDevices devices = field(account, "devices");
        ApprovalHistory approvals = field(account, "approvals");
        AccountStatus status = field(account, "status");
        Profile profile = rules.profile(field(account, "profile"));
        AccountLimits limits = AccountLimits.of(
                devices.limits(profile, rules.groups()),
                approvals.window(profile).made(),
                clock.instant());
        Map<DeviceId, DeviceStanding> standings = new HashMap<>();
        tokens.keySet().forEach(id -> {
            RegisteredDevice device = devices.find(id);
            if (device == null) return;
            standings.put(id, DeviceStanding.of(id, ANNA, status, device.status(), profile, limits.changes()));
        });
        return new View(limits, standings);
    }

    @SuppressWarnings("TypeParameterUnusedInFormals") // its caller knows what the field is
    private static <T> T field(Account account, String name) {
        try {
            return ReflectionUtils.getFieldValue(Account.class.getDeclaredField(name), account);
        } catch (NoSuchFieldException e) {
            throw new AssertionError(e);
        }
    }
}
