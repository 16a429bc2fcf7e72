package dev.rendezvous.engine.axonserver;

import static org.axonframework.commandhandling.GenericCommandResultMessage.asCommandResultMessage;

import java.util.function.BooleanSupplier;
import org.axonframework.axonserver.connector.command.AxonServerCommandBus;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandMessage;

/**
 * Commands by way of Axon Server, which knows a node that handles them; failures come back as {@link ServerFailures} says.
 * Never blocks: the connector would try to connect on the caller's thread, for seconds.
 */
final class RoutedCommands extends AxonServerCommandBus {
    private final BooleanSupplier connected;

    RoutedCommands(Builder builder, BooleanSupplier connected) {
        super(builder);
        this.connected = connected;
    }

    @Override
    public <C, R> void dispatch(CommandMessage<C> command, CommandCallback<? super C, ? super R> callback) {
        if (connected.getAsBoolean()) super.dispatch(command, new ToldCallback<C, R>(callback));
        else callback.onResult(command, asCommandResultMessage(ServerFailures.outOfReach()));
    }
}
