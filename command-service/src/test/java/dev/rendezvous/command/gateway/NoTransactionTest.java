package dev.rendezvous.command.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.command.CommandNode;
import dev.rendezvous.command.SharedNode;
import dev.rendezvous.engine.EngineSettings;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.AsynchronousCommandBus;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.common.transaction.TransactionManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.transaction.CannotCreateTransactionException;

@ExtendWith(SharedNode.class)
class NoTransactionTest {
    private static final TransactionManager AWAY = () -> {
        throw new CannotCreateTransactionException("the database is away");
    };

    private final CommandNode node;

    NoTransactionTest(CommandNode node) {
        this.node = node;
    }

    @Test
    void a_command_whose_transaction_cannot_begin_is_answered() {
        AsynchronousCommandBus bus = new CommandBusConfiguration()
                .commandBus(AWAY, List.of(), node.bean(HandledOnce.class), node.bean(EngineSettings.class));
        CompletableFuture<Throwable> answer = new CompletableFuture<>();
        bus.subscribe(String.class.getName(), command -> "handled");
        bus.dispatch(
                new GenericCommandMessage<>("command"), (command, result) -> answer.complete(result.exceptionResult()));
        assertThat(answer.orTimeout(30, TimeUnit.SECONDS).join()).isInstanceOf(CannotCreateTransactionException.class);
        bus.shutdown();
    }
}
