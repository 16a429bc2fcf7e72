package dev.rendezvous.command.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rendezvous.api.caller.Caller;
import dev.rendezvous.api.refusal.RefusalCode;
import dev.rendezvous.api.refusal.Refused;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandResultMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.common.Registration;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.junit.jupiter.api.Test;

class CommandBatchesTest {
    private static final int AT_ONCE = 2;

    private final HeldBus handlers = new HeldBus();
    private final SimpleCommandBus alone = SimpleCommandBus.builder().build();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final CompletableFuture<Long> sync = new CompletableFuture<>();
    private final Commands commands = new Commands(
            DefaultCommandGateway.builder().commandBus(alone).build(),
            handlers,
            () -> sync,
            new CommandMetrics(registry));
    private final CommandBatches<String, String> batches = commands.inBatches(Batch::new, AT_ONCE);

    private record Batch(List<CommandMessage<String>> commands) {
        List<String> payloads() {
            return commands.stream().map(CommandMessage::getPayload).toList();
        }
    }

    /** Handles a batch when the test says so. */
    private static final class HeldBus implements CommandBus {
        private final List<Held> held = new ArrayList<>();

        private record Held(Batch batch, Runnable failing, Consumer<Object> answering) {}

        @Override
        public <C> void dispatch(CommandMessage<C> command) {
            throw new UnsupportedOperationException("nobody would hear of it");
        }

        @Override
        @SuppressWarnings("unchecked") // the test answers as a handler would
        public <C, R> void dispatch(CommandMessage<C> command, CommandCallback<? super C, ? super R> callback) {
            held.add(new Held(
                    (Batch) command.getPayload(),
                    () -> callback.onResult(
                            command, new GenericCommandResultMessage<>(new IllegalStateException("rolled back"))),
                    answer -> callback.onResult(command, new GenericCommandResultMessage<>((R) answer))));
        }

        @Override
        public Registration subscribe(String name, MessageHandler<? super CommandMessage<?>> handler) {
            throw new UnsupportedOperationException("the test handles");
        }

        @Override
        public Registration registerHandlerInterceptor(
                MessageHandlerInterceptor<? super CommandMessage<?>> interceptor) {
            throw new UnsupportedOperationException("the test handles");
        }

        @Override
        public Registration registerDispatchInterceptor(
                MessageDispatchInterceptor<? super CommandMessage<?>> interceptor) {
            throw new UnsupportedOperationException("the test handles");
        }

        List<List<String>> batches() {
            return held.stream().map(one -> one.batch().payloads()).toList();
        }

        void answer(int number, Function<String, Outcome<String>> handler) {
            Held one = held.get(number);
            one.answering().accept(one.batch().payloads().stream().map(handler).toList());
        }
    }

    private CompletableFuture<String> send(String command) {
        return batches.send(command, caller(command)).thenApply(Acknowledged::answer);
    }

    private void handIn(String command) {
        var unused = send(command);
    }

    private static Caller caller(String name) {
        return Caller.system(name);
    }

    @Test
    void nobody_waits_for_company_and_those_who_come_meanwhile_go_together() {
        for (String command : List.of("a", "b", "c", "d", "e")) handIn(command);
        assertThat(handlers.batches()).containsExactly(List.of("a"), List.of("b"));
        handlers.answer(0, Outcome::of);
        assertThat(handlers.batches()).containsExactly(List.of("a"), List.of("b"), List.of("c", "d", "e"));
    }

    @Test
    void no_batch_is_larger_than_64() {
        IntStream.range(0, 2 + 64 + 1).forEach(number -> handIn("command-" + number));
        handlers.answer(0, Outcome::of);
        handlers.answer(1, Outcome::of);
        assertThat(handlers.batches()).extracting(List::size).containsExactly(1, 1, 64, 1);
    }

    @Test
    void each_gets_its_own_answer_once_it_is_on_disk() {
        CompletableFuture<String> answered = send("good");
        CompletableFuture<String> refused = send("bad");
        handlers.answer(0, command -> Outcome.of(command + "!"));
        handlers.answer(1, command -> Outcome.of(new Refused(RefusalCode.TOO_MANY_REQUESTS, "no")));
        assertThat(answered).isNotDone();
        assertThat(refused).isNotDone();
        sync.complete(7L);
        assertThat(answered.join()).isEqualTo("good!");
        assertThatThrownBy(refused::join).hasCauseInstanceOf(Refused.class);
        assertThat(registry.get("rendezvous.commands")
                        .tags("command", "String", "outcome", "too_many_requests")
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void what_is_not_on_disk_is_not_answered() {
        CompletableFuture<String> answer = send("command");
        handlers.answer(0, Outcome::of);
        sync.completeExceptionally(new IllegalStateException("disk full"));
        assertThatThrownBy(answer::join).hasMessageContaining("disk full");
    }

    @Test
    void when_a_batch_fails_each_is_handled_alone_for_its_own_caller() {
        List<Object> callers = new ArrayList<>();
        alone.subscribe(String.class.getName(), command -> {
            callers.add(command.getMetaData().get(Caller.CORRELATION_ID));
            if (command.getPayload().equals("bad")) throw new Refused(RefusalCode.CONFLICT, "no");
            return command.getPayload();
        });
        sync.complete(7L);
        handIn("first");
        handIn("second");
        CompletableFuture<String> bad = send("bad");
        CompletableFuture<String> good = send("good");
        handlers.answer(0, Outcome::of);
        handlers.held.get(2).failing().run();
        assertThat(good.join()).isEqualTo("good");
        assertThatThrownBy(bad::join).hasCauseInstanceOf(Refused.class);
        assertThat(callers).containsExactly("bad", "good");
    }
}
