package dev.rendezvous.engine.axonserver;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.account.AccountOpened;
import dev.rendezvous.api.refusal.Refusal;
import dev.rendezvous.api.refusal.RefusalCode;
import dev.rendezvous.api.refusal.Refused;
import dev.rendezvous.engine.Durability;
import dev.rendezvous.engine.EventLog;
import dev.rendezvous.engine.history.HistoryStore;
import dev.rendezvous.engine.history.StoredEvent;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.NoHandlerForCommandException;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;

/** What the engine does with any Axon Server. */
@Timeout(60)
abstract class ServerEngineContract {
    final ConfigurableApplicationContext context;
    final Desk desk;
    final EventStore store;
    final EventLog log;
    final CommandGateway commands;
    final String name = "account-" + UUID.randomUUID();

    ServerEngineContract(ConfigurableApplicationContext context) {
        this.context = context;
        this.desk = context.getBean(Desk.class);
        this.store = context.getBean(EventStore.class);
        this.log = context.getBean(EventLog.class);
        this.commands = context.getBean(CommandGateway.class);
    }

    static Throwable failureOf(CompletableFuture<?> answer) {
        try {
            throw new AssertionError("answered: " + answer.join());
        } catch (CompletionException e) {
            return requireNonNull(e.getCause());
        }
    }

    Throwable failureOf(Object command) {
        return failureOf(commands.send(command));
    }

    Desk.Opened open() {
        return commands.<Desk.Opened>send(new Desk.Open(name, 0)).join();
    }

    List<Object> eventsOf(String account) {
        return store.readEvents(account)
                .asStream()
                .<Object>map(EventMessage::getPayload)
                .toList();
    }

    long keptByPostgres() {
        return context.getBean(PreparedRows.class).keptFor(Duration.ZERO).size();
    }

    Status healthStatus() {
        return context.getBean(ServerHealth.class).health().getStatus();
    }

    @Test
    void an_answer_comes_back_as_it_was_given() {
        assertThat(open()).isEqualTo(new Desk.Opened(new AccountId(name), Duration.ofMillis(1_500)));
    }

    @Test
    void a_command_leaves_its_row_and_its_event() {
        open();
        assertThat(desk.hasRow(name)).isTrue();
        assertThat(eventsOf(name)).containsExactly(new AccountOpened(new AccountId(name), "standard"));
        assertThat(keptByPostgres()).isZero();
    }

    @Test
    void a_refusal_comes_back_as_it_was_thrown() {
        Throwable failure = failureOf(new Desk.OpenInVain(name));
        assertThat(failure).isInstanceOf(Refused.class).hasMessage("locked for " + name);
        Refusal refusal = ((Refused) failure).<Refusal>getDetails().orElseThrow();
        assertThat(refusal.code()).isEqualTo(RefusalCode.CODE_ENTRY_LOCKED);
        assertThat(refusal.facts()).extractingByKey(Refusal.RETRY_AFTER).hasToString("90");
    }

    @Test
    void what_nobody_foresaw_comes_back_without_a_code() {
        assertThat(failureOf(new Desk.Stumble(name)))
                .isInstanceOf(CommandExecutionException.class)
                .isNotInstanceOf(Refused.class)
                .asInstanceOf(type(CommandExecutionException.class))
                .matches(failure -> failure.getDetails().isEmpty());
    }

    @Test
    void a_conflict_leaves_no_row_and_is_told_as_a_lost_race() {
        Throwable failure = failureOf(new Desk.Open(name, 7));
        assertThat(Refused.in(failure)).matches(refusal -> refusal != null && refusal.isLostRace());
        assertThat(desk.hasRow(name)).isFalse();
        assertThat(keptByPostgres()).isZero();
        assertThat(eventsOf(name)).isEmpty();
    }

    @Test
    void events_are_not_appended_for_a_row_that_the_database_refused() {
        open();
        failureOf(new Desk.OpenBlindly(name));
        assertThat(eventsOf(name)).hasSize(1);
        assertThat(keptByPostgres()).isZero();
    }

    @Test
    void a_command_that_nobody_handles_says_so() {
        assertThat(failureOf("nobody's")).isInstanceOf(NoHandlerForCommandException.class);
    }

    @Test
    void the_head_grows_by_one_with_each_event_and_no_position_is_empty() {
        long before = log.head();
        open();
        assertThat(log.head()).isEqualTo(before + 1);
        assertThat(log.anyCommitted(List.of(before + 1))).isTrue();
        assertThat(log.anyCommitted(List.of(before + 2))).isFalse();
        assertThat(log.anyCommitted(List.of())).isFalse();
    }

    @Test
    void an_event_of_no_aggregate_is_the_only_one_of_its_own_as_in_SQL() {
        EventMessage<?> read = GenericEventMessage.asEventMessage(new AccountOpened(new AccountId(name), "standard"));
        store.publish(read);
        StoredEvent kept =
                context.getBean(HistoryStore.class).after(log.head() - 1, 1).get(0);
        assertThat(kept.eventId()).isEqualTo(read.getIdentifier());
        assertThat(kept.aggregateType()).isNull();
        assertThat(kept.aggregateId()).isEqualTo(read.getIdentifier());
        assertThat(kept.sequenceNumber()).isZero();
    }

    @Test
    void the_position_told_after_a_command_is_that_of_its_event_or_a_later_one() throws InterruptedException {
        open();
        long position = context.getBean(Durability.class).onDisk().join();
        try (BlockingStream<TrackedEventMessage<?>> events =
                store.openStream(new GlobalSequenceTrackingToken(position - 1))) {
            assertThat(events.hasNextAvailable(10, TimeUnit.SECONDS)).isTrue();
            TrackedEventMessage<?> event = events.nextAvailable();
            assertThat(event.getPayload()).isEqualTo(new AccountOpened(new AccountId(name), "standard"));
            assertThat(event.trackingToken().position()).hasValue(position);
        }
    }

    @Test
    void a_connected_node_is_healthy() {
        assertThat(healthStatus()).isEqualTo(Status.UP);
    }
}
