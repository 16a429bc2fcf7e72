package dev.rendezvous.engine.personal;

import static dev.rendezvous.engine.personal.KeyStore.Kept.Table.ACCOUNT_KEY;
import static dev.rendezvous.engine.personal.KeyStore.Kept.Table.SESSION_KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchException;
import static org.awaitility.Awaitility.await;

import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.account.DeviceRenamed;
import dev.rendezvous.api.account.PersonalDataErased;
import dev.rendezvous.api.caller.Caller;
import dev.rendezvous.api.personal.Personal;
import dev.rendezvous.api.refusal.RefusalCode;
import dev.rendezvous.api.registration.CodeClaimed;
import dev.rendezvous.api.registration.CodeIssued;
import dev.rendezvous.api.registration.DeviceId;
import dev.rendezvous.api.registration.RegistrationCode;
import dev.rendezvous.api.registration.SessionCancelled;
import dev.rendezvous.api.registration.SessionId;
import dev.rendezvous.api.registration.SessionRefused;
import dev.rendezvous.engine.EmptyEngines;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.MetaData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Keys on both SQL engines: whose they are, and what becomes unreadable without them. */
@Timeout(120)
class PersonalDataTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final AccountId ANNA = new AccountId("anna");
    private static final AccountId BERT = new AccountId("bert");
    private static final DeviceId DEVICE = new DeviceId("4E12");
    private static final String ADDRESS = "203.0.113.77";
    private static final AtomicInteger SESSIONS = new AtomicInteger();
    private static final String OLD_KEY = "rendezvous.personal-data.keys.old=" + "A".repeat(43) + "=";
    private static final String NEW_KEY = "rendezvous.personal-data.keys.new=" + "B".repeat(42) + "A=";

    @RegisterExtension
    static final EmptyEngines ENGINES = new EmptyEngines();

    @EnableAutoConfiguration
    static class Engine {
        @Bean
        Clock clock() {
            return Clock.fixed(NOON, ZoneOffset.UTC);
        }
    }

    /** Empty ones, with keys beside the events, and with keys in a database of their own. */
    static Stream<List<String>> engines() throws SQLException {
        List<List<String>> engines = new ArrayList<>(together().toList());
        for (List<String> engine : together().toList()) engines.add(apart(engine));
        return engines.stream();
    }

    static Stream<List<String>> together() throws SQLException {
        return ENGINES.fresh();
    }

    /** The same engine, with an empty database for keys. */
    private static List<String> apart(List<String> engine) throws SQLException {
        String url = engine.size() == 1
                ? "jdbc:h2:%s;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH"
                        .formatted(ENGINES.file())
                : ENGINES.database();
        List<String> apart = new ArrayList<>(engine);
        apart.add("rendezvous.personal-data.datasource.url=" + url);
        apart.add("rendezvous.personal-data.datasource.username=postgres");
        return apart;
    }

    /** One process of the product, as far as it keeps events. */
    private record Node(ConfigurableApplicationContext context) implements AutoCloseable {
        static Node start(List<String> engine, String... keys) {
            return new Node(new SpringApplicationBuilder(Engine.class)
                    .web(WebApplicationType.NONE)
                    .properties(engine.toArray(String[]::new))
                    .properties(
                            keys.length == 0 ? new String[] {"rendezvous.personal-data.active-key=old", OLD_KEY} : keys)
                    .properties("logging.level.root=OFF")
                    .run());
        }

        void publish(EventMessage<?>... events) {
            context.getBean(TransactionOperations.class)
                    .executeWithoutResult(
                            status -> context.getBean(EventStore.class).publish(events));
        }

        /** What was called the name, and from where it was. */
        List<Object> told(Object aggregate) {
            return context.getBean(EventStore.class)
                    .readEvents(aggregate.toString())
                    .asStream()
                    .<Object>map(event -> event.getPayload() instanceof DeviceRenamed renamed
                            ? renamed.name()
                            : event.getMetaData().get(Caller.ADDRESS))
                    .toList();
        }

        List<KeyStore.Kept> keys(KeyStore.Kept.Table table) {
            return context.getBean(KeyStore.class).page(table, null, 100);
        }

        List<KeyStore.Kept> keysOf(AccountId account) {
            return keys(ACCOUNT_KEY).stream()
                    .filter(key -> account.value().equals(key.accountId()))
                    .toList();
        }

        int keysBesideTheEvents() {
            return context.getBean(JdbcClient.class)
                    .sql("SELECT (SELECT COUNT(*) FROM account_key) + (SELECT COUNT(*) FROM session_key)")
                    .query(Integer.class)
                    .single();
        }

        KeyCare care() {
            return context.getBean(KeyCare.class);
        }

        @Override
        public void close() {
            context.close();
        }
    }

    private static DomainEventMessage<?> event(Object aggregate, long sequence, Object payload) {
        return new GenericDomainEventMessage<>(
                "type", aggregate.toString(), sequence, payload, MetaData.from(Map.of(Caller.ADDRESS, ADDRESS)));
    }

    private static DomainEventMessage<?> renamed(AccountId account, long sequence, String name) {
        return event(account, sequence, new DeviceRenamed(account, DEVICE, name));
    }

    private static DomainEventMessage<?> erased(AccountId account, long sequence) {
        return event(account, sequence, new PersonalDataErased(account, "as they asked"));
    }

    private static SessionId sessionOf(Instant begun) {
        return new SessionId(new UUID(begun.toEpochMilli() << 16 | 0x7000 | SESSIONS.incrementAndGet(), 0x8000L << 48));
    }

    private static DomainEventMessage<?> issued(SessionId session) {
        RegistrationCode code = new RegistrationCode("BCDFG");
        return event(
                session,
                0,
                new CodeIssued(session, code, DEVICE, null, null, null, Duration.ofSeconds(30), NOON.plusSeconds(900)));
    }

    @ParameterizedTest
    @MethodSource("engines")
    void erasing_one_account_forgets_all_of_it_and_nothing_of_another(List<String> engine) {
        try (Node node = Node.start(engine)) {
            node.publish(renamed(ANNA, 0, "Küche"), renamed(BERT, 0, "Bad"), renamed(ANNA, 1, "Bad"));
            assertThat(node.told(ANNA)).containsExactly("Küche", "Bad");

            node.publish(erased(ANNA, 2));
            node.publish(renamed(ANNA, 3, "Flur"));

            assertThat(node.told(ANNA)).containsExactly(Personal.ERASED, Personal.ERASED, ADDRESS, "Flur");
            assertThat(node.told(BERT)).containsExactly("Bad");
            assertThat(node.keysOf(ANNA)).hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void the_key_of_a_session_belongs_to_whoever_entered_its_code(List<String> engine) {
        try (Node node = Node.start(engine)) {
            SessionId entered = sessionOf(NOON);
            SessionId other = sessionOf(NOON);
            node.publish(issued(entered), issued(other));
            assertThat(node.keys(SESSION_KEY)).hasSize(2);
            assertThat(node.told(entered)).containsExactly(ADDRESS);

            node.publish(event(entered, 1, new CodeClaimed(entered, ANNA, NOON)));
            node.publish(event(entered, 2, new SessionCancelled(entered, SessionCancelled.Cause.OPERATOR)));
            assertThat(node.keys(SESSION_KEY)).hasSize(1);
            node.publish(erased(ANNA, 0));

            assertThat(node.told(entered)).containsExactly(Personal.ERASED, Personal.ERASED, Personal.ERASED);
            assertThat(node.told(other)).containsExactly(ADDRESS);
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void whoever_enters_a_code_too_late_is_given_no_key(List<String> engine) {
        try (Node node = Node.start(engine)) {
            SessionId session = sessionOf(NOON);
            node.publish(issued(session));
            node.publish(event(session, 1, new CodeClaimed(session, ANNA, NOON)));
            assertThat(catchException(() -> node.publish(event(session, 1, new CodeClaimed(session, BERT, NOON)))))
                    .isNotNull();

            node.publish(erased(ANNA, 0));

            assertThat(node.told(session)).containsExactly(Personal.ERASED, Personal.ERASED);
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void of_a_code_that_nobody_entered_the_address_is_forgotten_in_time(List<String> engine) {
        try (Node node = Node.start(engine)) {
            SessionId old = sessionOf(NOON.minus(Duration.ofDays(30)).minusMillis(1));
            SessionId young = sessionOf(NOON.minus(Duration.ofDays(30)));
            SessionId refused = sessionOf(NOON.minus(Duration.ofDays(31)));
            SessionId claimed = sessionOf(NOON.minus(Duration.ofDays(31)));
            node.publish(issued(old), issued(young), issued(refused), issued(claimed));
            RefusalCode unknown = RefusalCode.ACCOUNT_NOT_REGISTERED;
            node.publish(event(refused, 1, new SessionRefused(refused, new AccountId("nobody"), unknown)));
            node.publish(event(claimed, 1, new CodeClaimed(claimed, BERT, NOON)));

            node.care().eraseUnclaimed();

            assertThat(node.told(old)).containsExactly(Personal.ERASED);
            assertThat(node.told(young)).containsExactly(ADDRESS);
            assertThat(node.told(refused)).containsExactly(Personal.ERASED, Personal.ERASED);
            assertThat(node.told(claimed)).containsExactly(ADDRESS, ADDRESS);
            assertThat(node.keysOf(new AccountId("nobody"))).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void a_master_key_can_be_replaced_and_without_it_nothing_is_read(List<String> engine) {
        SessionId session = sessionOf(NOON);
        try (Node node = Node.start(engine)) {
            node.publish(issued(session), renamed(ANNA, 0, "Küche"));
        }
        try (Node node = Node.start(engine, "rendezvous.personal-data.active-key=new", NEW_KEY)) {
            assertThat(node.told(ANNA)).containsExactly(Personal.ERASED);
        }
        try (Node node = Node.start(engine, "rendezvous.personal-data.active-key=new", NEW_KEY, OLD_KEY)) {
            assertThat(node.told(ANNA)).containsExactly("Küche");
            node.care().wrapWithActiveKey();
            for (KeyStore.Kept.Table table : KeyStore.Kept.Table.values()) {
                assertThat(node.keys(table))
                        .extracting(KeyStore.Kept::masterKey)
                        .containsOnly("new");
            }
        }
        try (Node node = Node.start(engine, "rendezvous.personal-data.active-key=new", NEW_KEY)) {
            assertThat(node.told(ANNA)).containsExactly("Küche");
            assertThat(node.told(session)).containsExactly(ADDRESS);
        }
    }

    @ParameterizedTest
    @MethodSource("together")
    void what_fails_to_be_appended_leaves_no_key_and_erases_nothing(List<String> engine) {
        try (Node node = Node.start(engine)) {
            node.publish(renamed(ANNA, 0, "Küche"));
            assertThat(catchException(
                            () -> node.publish(issued(sessionOf(NOON)), renamed(BERT, 0, "Bad"), erased(ANNA, 0))))
                    .isNotNull();

            assertThat(node.keys(SESSION_KEY)).isEmpty();
            assertThat(node.keys(ACCOUNT_KEY)).hasSize(1);
            assertThat(node.told(ANNA)).containsExactly("Küche");
        }
    }

    @ParameterizedTest
    @MethodSource("together")
    void what_fails_to_be_appended_leaves_no_more_than_a_key_in_another_database(List<String> engine)
            throws SQLException {
        try (Node node = Node.start(apart(engine))) {
            node.publish(renamed(ANNA, 0, "Küche"));
            assertThat(catchException(() -> node.publish(renamed(BERT, 0, "Bad"), renamed(ANNA, 0, "Flur"))))
                    .isNotNull();
            assertThat(node.told(BERT)).isEmpty();
            assertThat(node.keysOf(BERT)).hasSize(1);

            node.publish(renamed(BERT, 0, "Bad"));

            assertThat(node.told(BERT)).containsExactly("Bad");
            assertThat(node.keysOf(BERT)).hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("together")
    void keys_are_moved_to_a_database_of_their_own_when_one_is_configured(List<String> engine) throws SQLException {
        SessionId session = sessionOf(NOON);
        try (Node node = Node.start(engine)) {
            node.publish(issued(session), renamed(ANNA, 0, "Küche"));
            assertThat(node.keysBesideTheEvents()).isEqualTo(2);
        }
        try (Node node = Node.start(apart(engine))) {
            assertThat(node.keysBesideTheEvents()).isZero();
            node.publish(renamed(ANNA, 1, "Flur"));
            assertThat(node.told(ANNA)).containsExactly("Küche", "Flur");
            assertThat(node.told(session)).containsExactly(ADDRESS);
            assertThat(node.keysOf(ANNA)).hasSize(1);

            node.publish(erased(ANNA, 2));

            assertThat(node.told(ANNA)).startsWith(Personal.ERASED, Personal.ERASED);
            assertThat(node.keysBesideTheEvents()).isZero();
        }
    }

    /** A node that was forgotten when the others were given a database for keys. */
    @ParameterizedTest
    @MethodSource("together")
    void no_key_is_lost_of_an_account_that_has_one_in_either_database(List<String> engine) throws SQLException {
        List<String> apart = apart(engine);
        try (Node node = Node.start(apart)) {
            node.publish(renamed(ANNA, 0, "Küche"));
        }
        try (Node node = Node.start(engine)) {
            node.publish(renamed(ANNA, 1, "Bad"));
            assertThat(node.told(ANNA)).containsExactly(Personal.ERASED, "Bad");
        }
        try (Node node = Node.start(apart)) {
            assertThat(node.told(ANNA)).containsExactly("Küche", "Bad");
            node.publish(erased(ANNA, 2));
            assertThat(node.told(ANNA)).startsWith(Personal.ERASED, Personal.ERASED);
        }
    }

    /** On PostgreSQL: H2's file lets in one process. */
    @Test
    void another_node_forgets_within_a_second() throws SQLException {
        List<String> engine = engines().toList().get(1);
        try (Node one = Node.start(engine);
                Node other = Node.start(engine)) {
            one.publish(renamed(ANNA, 0, "Küche"));
            assertThat(other.told(ANNA)).containsExactly("Küche");

            one.publish(erased(ANNA, 1));

            await().atMost(Duration.ofSeconds(1))
                    .untilAsserted(() -> assertThat(other.told(ANNA)).startsWith(Personal.ERASED));
        }
    }
}
