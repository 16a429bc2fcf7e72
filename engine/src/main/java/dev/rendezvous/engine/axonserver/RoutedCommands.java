package dev.rendezvous.engine.axonserver;

import org.axonframework.axonserver.connector.command.AxonServerCommandBus;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandMessage;

/** Commands by way of Axon Server, which knows a node that handles them; failures come back as {@link ServerFailures} says. */
final class RoutedCommands extends AxonServerCommandBus {
    RoutedCommands(Builder builder) {
        super(builder);
    }

    @Override
    public <C, R> void dispatch(CommandMessage<C> command, CommandCallback<? super C, ? super R> callback) {
        super.dispatch(command, new ToldCallback<C, R>(callback));
    }
}
