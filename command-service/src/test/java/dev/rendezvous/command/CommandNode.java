package dev.rendezvous.command;

import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.account.OpenAccount;
import dev.rendezvous.api.caller.Caller;
import dev.rendezvous.api.caller.Role;
import dev.rendezvous.api.profile.ApprovalChanges;
import dev.rendezvous.api.profile.DefineProfile;
import dev.rendezvous.api.profile.Profile;
import dev.rendezvous.api.refusal.Refusal;
import dev.rendezvous.api.refusal.RefusalCode;
import dev.rendezvous.api.refusal.Refused;
import dev.rendezvous.api.registration.DeviceId;
import dev.rendezvous.api.registration.IssueCode;
import dev.rendezvous.api.registration.IssuedCode;
import dev.rendezvous.command.gateway.Acknowledged;
import dev.rendezvous.command.gateway.CommandBatches;
import dev.rendezvous.command.gateway.Commands;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The command service as it runs, without a web server, on a data directory and a clock of the test's own. */
@SuppressWarnings("TypeParameterUnusedInFormals") // a command's documentation names its answer
public final class CommandNode implements AutoCloseable {
    public static final Caller OPERATOR = new Caller("operator", Role.OPERATOR, "192.0.2.1", "test-operator");

    public static final Profile ROOMY = new Profile(
            "roomy", null, false, null, new ApprovalChanges(null, 30, ApprovalChanges.Counted.APPROVALS), List.of());

    /** Sweeps only when a test says so. */
    private static final String NEVER = "rendezvous.registration.sweep-interval=1h";

    private final ConfigurableApplicationContext context;

    private CommandNode(ConfigurableApplicationContext context) {
        this.context = context;
    }

    public static CommandNode start(Path dataDir, Clock clock, String... settings) {
        return start(dataDir, clock, List.of(), settings);
    }

    /** As {@link #start(Path, Clock, List, String...)}, one of the nodes that share a PostgreSQL. */
    public static CommandNode startOn(EmbeddedPostgres postgres, Path dataDir, Clock clock, List<Class<?>> more) {
        return start(
                dataDir,
                clock,
                more,
                "rendezvous.engine=postgres",
                "spring.datasource.username=postgres",
                "spring.datasource.url=" + postgres.getJdbcUrl("postgres", "postgres"));
    }

    /** @param more configurations besides the service's own */
    public static CommandNode start(Path dataDir, Clock clock, List<Class<?>> more, String... settings) {
        String[] defaults = {
            "rendezvous.data-dir=" + dataDir,
            "rendezvous.token.active-key=k1",
            "rendezvous.token.keys.k1=" + "A".repeat(43) + "=",
            "spring.autoconfigure.exclude=dev.rendezvous.edge.security.SecurityConfiguration", // needs a web server
            "logging.level.root=WARN",
            "rendezvous.device-groups.screens=tv",
            NEVER
        };
        return new CommandNode(new SpringApplicationBuilder(CommandServiceApplication.class)
                .sources(more.toArray(Class<?>[]::new))
                .web(WebApplicationType.NONE)
                .initializers(fresh -> ((GenericApplicationContext) fresh).registerBean(Clock.class, () -> clock))
                .properties(
                        Stream.concat(Stream.of(defaults), Stream.of(settings)).toArray(String[]::new))
                .run());
    }

    /** Who holds the account. */
    public static Caller holder(AccountId accountId) {
        return new Caller(accountId.value(), Role.ACCOUNT, "198.51.100.7", "test-holder");
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public JdbcClient db() {
        return bean(JdbcClient.class);
    }

    /** As whoever sends such a command over HTTP without a key: codes are asked for in batches. */
    @SuppressWarnings("unchecked") // the answer that goes with the command
    public <R extends @Nullable Object> CompletableFuture<R> send(Object command, Caller caller) {
        if (command instanceof IssueCode ask) {
            CommandBatches<IssueCode, R> codes = bean(CommandBatches.class);
            return codes.send(ask, caller).thenApply(Acknowledged::answer);
        }
        return bean(Commands.class).<R>send(command, caller).thenApply(Acknowledged::answer);
    }

    /** Sends the command and waits for its answer; a refusal is thrown as it is. */
    public <R extends @Nullable Object> R handle(Object command, Caller caller) {
        return await(this.<R>send(command, caller));
    }

    public static <R extends @Nullable Object> R await(CompletableFuture<R> answer) {
        try {
            return answer.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** What the command is refused with. */
    public RefusalCode refusal(Object command, Caller caller) {
        return codeOf(send(command, caller));
    }

    public static RefusalCode codeOf(CompletableFuture<?> answer) {
        try {
            throw new AssertionError("not refused, but answered: " + await(answer));
        } catch (Refused refused) {
            return refused.<Refusal>getDetails().orElseThrow().code();
        }
    }

    /** Opens an account with room for any number of devices. */
    public AccountId openAccount(String name) {
        return openAccount(name, ROOMY);
    }

    public AccountId openAccount(String name, Profile profile) {
        AccountId accountId = new AccountId(name);
        handle(new DefineProfile(profile), OPERATOR);
        handle(new OpenAccount(accountId, profile.name()), OPERATOR);
        return accountId;
    }

    public IssuedCode issueCode(String serialNumber) {
        return issueCodes(Stream.of(serialNumber)).get(0);
    }

    /** A code for each device, all asked for at once. */
    public List<IssuedCode> issueCodes(Stream<String> serialNumbers) {
        List<CompletableFuture<IssuedCode>> asked = serialNumbers
                .map(serialNumber -> this.<IssuedCode>send(
                        new IssueCode(new DeviceId(serialNumber), "tv", "1.0", null),
                        new Caller(serialNumber, Role.DEVICE, "203.0.113.9", "test-device")))
                .toList();
        return asked.stream().map(CommandNode::await).toList();
    }

    /** The events of one account or session, as the product reads them, oldest first. */
    public List<Object> eventsOf(Object aggregateId) {
        return messagesOf(aggregateId).map(EventMessage::getPayload).toList();
    }

    public Stream<GenericDomainEventMessage<Object>> messagesOf(Object aggregateId) {
        return bean(EventStore.class)
                .readEvents(aggregateId.toString())
                .asStream()
                .map(event -> new GenericDomainEventMessage<Object>(
                        "aggregate",
                        aggregateId.toString(),
                        event.getSequenceNumber(),
                        event.getPayload(),
                        event.getMetaData()));
    }

    public <T> T read(byte[] stored, String type, @Nullable String revision) {
        return context.getBean("serializer", Serializer.class)
                .deserialize(new SimpleSerializedObject<>(stored, byte[].class, type, revision));
    }

    public long count(String table) {
        return db().sql("SELECT COUNT(*) FROM " + table).query(Long.class).single();
    }

    @Override
    public void close() {
        context.close();
    }
}
