package dev.rendezvous.engine.evolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.account.AccountOpened;
import dev.rendezvous.engine.EmptyEngines;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.Message;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** What a newer version wrote stops this one: it neither starts on it nor reads past it. */
class NewerEventsTest {
    private static final String TYPE = AccountOpened.class.getName();

    @RegisterExtension
    static final EmptyEngines ENGINES = new EmptyEngines();

    @EnableAutoConfiguration
    static class Engine {
        @Bean
        Clock clock() {
            return Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);
        }
    }

    static Stream<List<String>> engines() throws SQLException {
        return ENGINES.fresh();
    }

    @ParameterizedTest
    @MethodSource("engines")
    void a_version_neither_reads_past_a_newer_event_nor_starts_on_one(List<String> engine) {
        try (ConfigurableApplicationContext running = start(engine)) {
            publish(running, "anna");
            assertThat(running.getBean(StoredKinds.class).all()).containsExactly(new EventKind(TYPE, "1"));

            appendNewer(running, TYPE, "99");

            assertThat(readiness(running)).isEqualTo(ReadinessState.ACCEPTING_TRAFFIC);
            EventStorageEngine storage = running.getBean(EventStorageEngine.class);
            assertThatExceptionOfType(UnknownEvent.class)
                    .isThrownBy(() -> storage.readEvents(null, false).forEach(Message::getPayload))
                    .withMessage(
                            "the event of bert, number 0, is %s revision 99, which this version does not know", TYPE);
            assertThat(readiness(running)).isEqualTo(ReadinessState.REFUSING_TRAFFIC);
            assertThatExceptionOfType(UnknownEvent.class)
                    .isThrownBy(() ->
                            running.getBean(EventStore.class).readEvents("bert").next());
            assertThat(running.getBean(EventStore.class).readEvents("anna").asStream())
                    .hasSize(1); // whoever needs nothing newer goes on
        }
        assertThatExceptionOfType(Exception.class)
                .isThrownBy(() -> start(engine).close())
                .havingRootCause()
                .isInstanceOf(UnknownEvent.class)
                .withMessage("the history holds events %s revision 99, which this version does not know", TYPE);
    }

    @ParameterizedTest
    @MethodSource("engines")
    void an_event_whose_class_is_not_here_is_no_event_that_nobody_asks_for(List<String> engine) {
        try (ConfigurableApplicationContext running = start(engine)) {
            appendNewer(running, "dev.rendezvous.api.account.AccountPraised", "1");

            assertThatExceptionOfType(UnknownEvent.class)
                    .isThrownBy(() ->
                            running.getBean(EventStore.class).readEvents("bert").next());
        }
    }

    private static ReadinessState readiness(ConfigurableApplicationContext running) {
        return running.getBean(ApplicationAvailability.class).getReadinessState();
    }

    private static void publish(ConfigurableApplicationContext running, String account) {
        EventMessage<?> opened = new GenericDomainEventMessage<>(
                "Account", account, 0, new AccountOpened(new AccountId(account), "standard"));
        running.getBean(TransactionOperations.class).executeWithoutResult(status -> running.getBean(EventStore.class)
                .publish(opened));
    }

    /** As that version does: first it notes the kind, then it appends. */
    private static void appendNewer(ConfigurableApplicationContext running, String type, String revision) {
        running.getBean(StoredKinds.class).note(Stream.of(new EventKind(type, revision)));
        running.getBean(JdbcClient.class)
                .sql(
                        "INSERT INTO domain_event (event_identifier, aggregate_type, aggregate_identifier, sequence_number,"
                                + " time_stamp, payload_type, payload_revision, payload, meta_data)"
                                + " VALUES ('newer', 'Account', 'bert', 0, '2026-03-01T12:00:00.000Z', ?, ?, ?, ?)")
                .params(type, revision, new byte[] {'{', '}'}, new byte[] {'{', '}'})
                .update();
    }

    private static ConfigurableApplicationContext start(List<String> engine) {
        return new SpringApplicationBuilder(Engine.class)
                .web(WebApplicationType.NONE)
                .properties(engine.toArray(String[]::new))
                .properties("logging.level.root=OFF")
                .run();
    }
}
