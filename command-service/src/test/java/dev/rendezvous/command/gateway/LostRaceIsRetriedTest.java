package dev.rendezvous.command.gateway;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rendezvous.api.caller.Caller;
import dev.rendezvous.api.caller.Role;
import dev.rendezvous.api.refusal.Refusal;
import dev.rendezvous.api.refusal.RefusalCode;
import dev.rendezvous.api.refusal.Refused;
import dev.rendezvous.api.registration.DeviceId;
import dev.rendezvous.api.registration.IssueCode;
import dev.rendezvous.command.CommandNode;
import dev.rendezvous.command.SharedNode;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.NoHandlerForCommandException;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.common.lock.DeadlockException;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.scheduling.TaskScheduler;

@Timeout(60)
class LostRaceIsRetriedTest {
    private final SimpleCommandBus bus = SimpleCommandBus.builder().build();
    private final LostRaceIsRetried retries = new LostRaceIsRetried();
    private final CommandGateway gateway = DefaultCommandGateway.builder()
            .commandBus(bus)
            .retryScheduler(retries)
            .build();
    private final AtomicInteger attempts = new AtomicInteger();

    @AfterEach
    void close() {
        retries.close();
    }

    /** A handler that fails so many times before it answers how often it was asked. */
    private CompletableFuture<Integer> sendToOneThatFails(int times, RuntimeException failure) {
        bus.subscribe(String.class.getName(), command -> {
            if (attempts.incrementAndGet() <= times) throw failure;
            return attempts.get();
        });
        return gateway.send("command");
    }

    static Stream<RuntimeException> lostRaces() {
        return Stream.of(
                new ConcurrencyException("same sequence"),
                new DeadlockException("locks in another order"),
                new CannotAcquireLockException("row lock"),
                new QueryTimeoutException("lock time-out"),
                new DuplicateKeyException("device_link"), // R24
                new CommandExecutionException("wrapped", new ConcurrencyException("same sequence")),
                new Refused(Refusal.lostRace(), "lost on another node"),
                new NoHandlerForCommandException("its node is being started"));
    }

    static Stream<RuntimeException> otherFailures() {
        return Stream.of(
                new Refused(RefusalCode.ALREADY_USED, "used"),
                new Refused(RefusalCode.CONFLICT, "this Idempotency-Key was used for another request"),
                new IllegalStateException("a defect"),
                new EventStoreException("broken"),
                new DataIntegrityViolationException("too long"));
    }

    @ParameterizedTest
    @MethodSource("lostRaces")
    void a_command_that_lost_a_race_is_sent_again(RuntimeException lost) { // R21
        assertThat(sendToOneThatFails(5, lost).join()).isEqualTo(6);
    }

    @Test
    void after_five_retries_the_lost_race_is_the_answer() {
        assertThatThrownBy(sendToOneThatFails(6, new ConcurrencyException("lost"))::join)
                .hasCauseInstanceOf(ConcurrencyException.class);
        assertThat(attempts).hasValue(6);
    }

    @ParameterizedTest
    @MethodSource("otherFailures")
    void anything_else_fails_at_once(RuntimeException failure) {
        assertThatThrownBy(sendToOneThatFails(1, failure)::join).hasCause(failure);
        assertThat(attempts).hasValue(1);
    }

    @Test
    void while_the_service_closes_a_lost_race_is_the_answer() {
        retries.close();
        assertThatThrownBy(sendToOneThatFails(1, new ConcurrencyException("lost"))::join)
                .hasCauseInstanceOf(ConcurrencyException.class);
    }

    @Test
    @ExtendWith(SharedNode.class)
    void a_scheduled_task_may_wait_for_commands_that_are_retried(CommandNode node) { // R14: as the sweep does
        String name = UUID.randomUUID().toString();
        Caller device = new Caller("tv-" + name, Role.DEVICE, null, "test");
        IssueCode issue = new IssueCode(new DeviceId("tv-" + name), null, null, null);
        Runnable task = () -> CompletableFuture.allOf(IntStream.range(0, 16)
                        .mapToObj(duplicate -> node.bean(Commands.class).send(issue, device, "key-" + name))
                        .toArray(CompletableFuture[]::new))
                .join();
        Future<?> done = requireNonNull(node.bean(TaskScheduler.class).schedule(task, Instant.EPOCH));
        assertThat(done).succeedsWithin(Duration.ofSeconds(30));
    }
}
