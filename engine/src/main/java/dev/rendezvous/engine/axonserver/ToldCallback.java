package dev.rendezvous.engine.axonserver;

import static org.axonframework.commandhandling.GenericCommandResultMessage.asCommandResultMessage;

import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;

/** Hands results on, and failures as {@link ServerFailures} tells them. */
final class ToldCallback<C, R> implements CommandCallback<C, R> {
    private final CommandCallback<? super C, ? super R> callback;

    ToldCallback(CommandCallback<? super C, ? super R> callback) {
        this.callback = callback;
    }

    @Override
    public void onResult(CommandMessage<? extends C> command, CommandResultMessage<? extends R> result) {
        callback.onResult(command, result.isExceptional() ? told(result) : result);
    }

    private CommandResultMessage<R> told(CommandResultMessage<? extends R> result) {
        return asCommandResultMessage(ServerFailures.told(result.exceptionResult()));
    }
}
