package dev.rendezvous.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import dev.rendezvous.api.account.AccountClosed;
import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.account.AccountOpened;
import dev.rendezvous.api.registration.CodeExpired;
import dev.rendezvous.engine.history.HistoryStore;
import dev.rendezvous.engine.history.StoredEvent;
import dev.rendezvous.engine.settled.SettledLog;
import dev.rendezvous.engine.settled.SettledPage;
import dev.rendezvous.engine.settled.SettledPages;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.axonframework.axonserver.connector.AxonServerConnectionManager;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What every engine that keeps events in SQL holds to. */
@Timeout(60)
public abstract class SqlEngineContract {
    protected static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    /** An application that is nothing but an engine, at noon. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    public static class OnlyTheEngine {
        @Bean
        Clock clock() {
            return Clock.fixed(NOON, ZoneOffset.UTC);
        }
    }

    protected final ConfigurableApplicationContext context;
    protected final EmbeddedEventStore store;
    protected final EventStorageEngine storage;
    protected final EventLog log;
    protected final String id = UUID.randomUUID().toString();
    private final TransactionManager transactions;

    protected SqlEngineContract(ConfigurableApplicationContext context) {
        this.context = context;
        this.store = context.getBean(EmbeddedEventStore.class);
        this.storage = context.getBean(EventStorageEngine.class);
        this.log = context.getBean(EventLog.class);
        this.transactions = context.getBean(TransactionManager.class);
    }

    protected static ConfigurableApplicationContext start(String... properties) {
        return new SpringApplicationBuilder(OnlyTheEngine.class)
                .web(WebApplicationType.NONE)
                .properties(properties)
                .properties("logging.level.root=WARN", "spring.main.banner-mode=off")
                .run();
    }

    protected static DomainEventMessage<?> opened(String account) {
        return event(account, 0, new AccountOpened(new AccountId(account), "standard"));
    }

    static DomainEventMessage<?> closed(String account) {
        return event(account, 1, new AccountClosed(new AccountId(account), null));
    }

    static DomainEventMessage<?> event(String account, long sequence, Object payload) {
        return new GenericDomainEventMessage<>("Account", account, sequence, payload);
    }

    @Test
    void nobody_waits_for_a_connection_longer_than_for_a_few_seconds() throws SQLException {
        DataSource pool = context.getBean(DataSource.class);
        List<Connection> taken = new ArrayList<>();
        long begun = 0;
        try {
            while (true) {
                begun = System.nanoTime();
                taken.add(pool.getConnection());
            }
        } catch (SQLTransientConnectionException e) {
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
        } finally {
            for (Connection connection : taken) connection.close();
        }
    }

    protected void publish(EventMessage<?>... events) {
        inTransaction(work -> store.publish(events));
    }

    private void publishAndFail(EventMessage<?>... events) {
        inTransaction(work -> {
            store.publish(events);
            work.onPrepareCommit(appended -> {
                throw new IllegalStateException("after the events were appended");
            });
        });
    }

    private void inTransaction(Consumer<UnitOfWork<?>> task) {
        DefaultUnitOfWork<?> work = DefaultUnitOfWork.startAndGet(GenericMessage.asMessage("command"));
        work.attachTransaction(transactions);
        work.execute(() -> task.accept(work));
    }

    private List<? extends DomainEventMessage<?>> eventsOf(String account) {
        return store.readEvents(account).asStream().toList();
    }

    @Test
    void a_shared_stream_comes_to_an_end_before_the_log_does_and_the_next_goes_on() {
        long before = log.head();
        List<DomainEventMessage<?>> events = new ArrayList<>();
        for (long sequence = 0; sequence < SqlEventStorage.SHARED_STREAM + 500; sequence++) {
            events.add(event(id, sequence, new AccountOpened(new AccountId(id), "standard")));
        }
        storage.appendEvents(events);
        TrackingToken start = GapAwareTrackingToken.newInstance(before, List.of());

        List<? extends TrackedEventMessage<?>> first =
                storage.readEvents(start, true).toList();

        assertThat(first).hasSize(SqlEventStorage.SHARED_STREAM);
        TrackingToken end = first.get(first.size() - 1).trackingToken();
        assertThat(storage.readEvents(end, true)).hasSize(500);
        assertThat(storage.readEvents(start, false)).hasSize(SqlEventStorage.SHARED_STREAM + 500);
    }

    @Test
    void a_late_event_comes_with_the_next_ones() {
        publish(opened(id), closed(id), opened("other-" + id));
        long head = log.head();
        TrackingToken late = GapAwareTrackingToken.newInstance(head - 1, List.of(head - 2));

        assertThat(storage.readEvents(late, false).<Object>map(EventMessage::getPayload))
                .containsExactly(
                        new AccountOpened(new AccountId(id), "standard"),
                        new AccountOpened(new AccountId("other-" + id), "standard"));
    }

    @Test
    void a_moment_is_found_before_the_first_event_that_is_not_older() {
        List<Long> positions = new ArrayList<>(List.of(log.head())); // some are left out: transactions were rolled back
        for (int second = 1; second <= 20; second++) { // later than all the other tests' events
            storage.appendEvents(at(
                    NOON.plusSeconds(1_000 + second),
                    event(id, second, new AccountOpened(new AccountId(id), "standard"))));
            positions.add(log.head());
        }
        assertThat(placeOf(NOON.plusSeconds(1_001))).isEqualTo(positions.get(0));
        assertThat(placeOf(NOON.plusSeconds(1_008))).isEqualTo(positions.get(7));
        assertThat(placeOf(NOON.plusSeconds(1_008).plusMillis(1))).isEqualTo(positions.get(8));
        assertThat(placeOf(NOON.plusSeconds(2_000))).isEqualTo(log.head());
        assertThat(placeOf(NOON.minusSeconds(1))).isEqualTo(placeOf(storage.createTailToken()));
        context.getBean(JdbcClient.class)
                .sql("DELETE FROM domain_event WHERE aggregate_identifier = ?")
                .param(id)
                .update(); // what comes after is older
    }

    private long placeOf(Instant instant) {
        return placeOf(storage.createTokenAt(instant));
    }

    private static long placeOf(@Nullable TrackingToken token) {
        return token == null ? -1 : token.position().orElseThrow();
    }

    private static DomainEventMessage<?> at(Instant instant, DomainEventMessage<?> event) {
        return new GenericDomainEventMessage<>(
                event.getType(),
                event.getAggregateIdentifier(),
                event.getSequenceNumber(),
                new GenericMessage<>(event.getPayload()),
                () -> instant);
    }

    @Test
    void what_is_appended_is_read_back_with_the_products_time() { // R50
        publish(opened(id));
        assertThat(eventsOf(id)).singleElement().satisfies(event -> {
            assertThat(event.getPayload()).isEqualTo(new AccountOpened(new AccountId(id), "standard"));
            assertThat(event.getTimestamp()).isEqualTo(NOON);
        });
        String stored = context.getBean(JdbcClient.class)
                .sql("SELECT time_stamp FROM domain_event WHERE aggregate_identifier = ?")
                .param(id)
                .query(String.class)
                .single();
        assertThat(stored).isEqualTo("2026-03-01T12:00:00.000Z"); // sorts as text
    }

    @Test
    void an_exception_takes_back_the_events_of_every_aggregate() { // R20
        long before = log.head();
        assertThatIllegalStateException().isThrownBy(() -> publishAndFail(opened("a-" + id), opened("b-" + id)));
        assertThat(eventsOf("a-" + id)).isEmpty();
        assertThat(eventsOf("b-" + id)).isEmpty();
        assertThat(log.head()).isEqualTo(before);
    }

    @Test
    void a_lost_race_for_one_aggregate_takes_back_the_other_and_is_a_concurrency_exception() { // R20, R21
        publish(opened(id), closed(id));
        assertThatExceptionOfType(ConcurrencyException.class)
                .isThrownBy(() -> publish(closed(id), opened("other-" + id)));
        assertThat(eventsOf(id)).hasSize(2);
        assertThat(eventsOf("other-" + id)).isEmpty();
    }

    @Test
    void of_two_who_create_an_aggregate_one_has_lost_a_race() { // R21
        publish(opened(id));
        assertThatExceptionOfType(ConcurrencyException.class).isThrownBy(() -> publish(opened(id)));
        assertThat(eventsOf(id)).hasSize(1);
    }

    @Test
    void of_many_who_append_the_same_sequence_at_once_one_wins() { // R21
        publish(opened(id));
        List<CompletableFuture<Void>> racers = LongStream.range(0, 8)
                .mapToObj(racer -> CompletableFuture.runAsync(() -> publish(closed(id))))
                .toList();
        List<String> outcomes = racers.stream()
                .map(racer -> racer.handle((done, lost) -> lost == null ? "won" : String.valueOf(lost.getCause()))
                        .join())
                .toList();
        assertThat(outcomes).filteredOn("won"::equals).hasSize(1);
        assertThat(outcomes)
                .filteredOn(outcome -> outcome.startsWith(ConcurrencyException.class.getName()))
                .hasSize(7);
    }

    @Test
    void the_log_knows_how_far_it_goes_and_which_positions_are_empty() {
        publish(opened(id));
        long head = log.head();
        assertThatIllegalStateException().isThrownBy(() -> publishAndFail(opened("gap-" + id)));
        publish(opened("next-" + id));
        assertThat(log.head()).isEqualTo(head + 2);
        assertThat(log.anyCommitted(List.of(head + 1))).isFalse();
        assertThat(log.anyCommitted(List.of(head + 1, head + 2))).isTrue();
        assertThat(log.anyCommitted(List.of())).isFalse();
        assertThat(log.timeAfter(head)).isEqualTo(NOON); // past the empty position
        assertThat(log.timeAfter(head + 2)).isNull();
    }

    @Test
    void an_acknowledgement_names_a_position_that_covers_the_commit() {
        publish(opened(id));
        long own = log.head();
        assertThat(context.getBean(Durability.class).onDisk().join()).isGreaterThanOrEqualTo(own);
    }

    @Test
    void no_axon_server_is_looked_for() {
        assertThat(context.getBeansOfType(AxonServerConnectionManager.class)).isEmpty();
    }

    @Test
    void a_late_event_is_told_in_its_place() throws Exception {
        SettledLog settled = context.getBean(SettledLog.class);
        long before = log.head();
        try (Connection late = context.getBean(DataSource.class).getConnection()) {
            late.setAutoCommit(false);
            append(late, id + "-late");
            publish(opened(id));
            assertThat(settled.after(before, 10)).isEmpty();
            late.commit();
        }
        assertThat(settledAfter(before)).containsExactly(id + "-late", id);
        assertThat(settled.after(before, 1)).hasSize(1);
    }

    @Test
    void nothing_waits_for_what_was_rolled_back() throws Exception {
        SettledLog settled = context.getBean(SettledLog.class);
        long before = log.head();
        try (Connection never = context.getBean(DataSource.class).getConnection()) {
            never.setAutoCommit(false);
            append(never, id + "-never");
            publish(opened(id));
            assertThat(settled.after(before, 10)).isEmpty();
            never.rollback();
        }
        assertThat(settledAfter(before)).containsExactly(id);
    }

    @Test
    void nothing_waits_for_a_transaction_that_began_later() throws Exception {
        SettledLog settled = context.getBean(SettledLog.class);
        long before = log.head();
        assertThatIllegalStateException().isThrownBy(() -> publishAndFail(opened(id)));
        publish(opened(id));
        assertThat(settledAfter(before)).containsExactly(id);
        try (Connection later = context.getBean(DataSource.class).getConnection()) {
            later.setAutoCommit(false);
            append(later, id + "-later");
            assertThat(settled.after(before, 10)).hasSize(1);
            later.rollback();
        }
    }

    @Test
    void a_reader_of_settled_pages_is_woken() throws InterruptedException {
        SettledPages pages = new SettledPages(context.getBean(SettledLog.class), store, 10);
        try (BlockingStream<TrackedEventMessage<?>> stream =
                pages.openStream(new GlobalSequenceTrackingToken(log.head()))) {
            assertThat(stream.hasNextAvailable(20, TimeUnit.MILLISECONDS)).isFalse();
            publish(opened(id), closed(id));
            TrackedEventMessage<?> page = stream.nextAvailable();
            assertThat(((SettledPage) page.getPayload()).events())
                    .extracting(StoredEvent::aggregateId)
                    .containsExactly(id, id);
            assertThat(page.trackingToken()).isEqualTo(new GlobalSequenceTrackingToken(log.head()));
            assertThat(stream.hasNextAvailable(20, TimeUnit.MILLISECONDS)).isFalse();
        }
    }

    @Test
    void events_are_found_by_their_positions() {
        HistoryStore history = context.getBean(HistoryStore.class);
        long before = log.head();
        publish(opened(id), closed(id));
        List<StoredEvent> both = history.after(before, 10);
        assertThat(both).extracting(StoredEvent::aggregateId).containsExactly(id, id);
        List<Long> positions =
                List.of(log.head() + 100, both.get(1).position(), both.get(0).position());
        assertThat(history.at(positions)).isEqualTo(both);
    }

    /** Once there are any. */
    private List<String> settledAfter(long position) {
        SettledLog settled = context.getBean(SettledLog.class);
        return await().until(() -> settled.after(position, 10), events -> !events.isEmpty()).stream()
                .map(StoredEvent::aggregateId)
                .toList();
    }

    private static void append(Connection connection, String aggregate) throws SQLException {
        String insert = "INSERT INTO domain_event (event_identifier, aggregate_identifier, sequence_number, time_stamp,"
                + " payload_type, payload_revision, payload, meta_data)"
                + " VALUES (?, ?, 0, '2026-03-01T12:00:00.000Z', ?, '1', ?, ?)";
        try (PreparedStatement row = connection.prepareStatement(insert)) {
            row.setString(1, aggregate);
            row.setString(2, aggregate);
            row.setString(3, CodeExpired.class.getName());
            row.setBytes(
                    4, "{\"sessionId\":\"%s\"}".formatted(UUID.randomUUID()).getBytes(StandardCharsets.UTF_8));
            row.setBytes(5, "{}".getBytes(StandardCharsets.UTF_8));
            row.executeUpdate();
        }
    }
}
