package dev.rendezvous.engine.axonserver;

import io.axoniq.axonserver.grpc.ErrorMessage;
import io.axoniq.axonserver.grpc.InstructionAck;
import io.axoniq.axonserver.grpc.command.Command;
import io.axoniq.axonserver.grpc.command.CommandProviderInbound;
import io.axoniq.axonserver.grpc.command.CommandProviderOutbound;
import io.axoniq.axonserver.grpc.command.CommandResponse;
import io.axoniq.axonserver.grpc.command.CommandServiceGrpc.CommandServiceImplBase;
import io.grpc.stub.StreamObserver;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** Hands the commands of a {@link SmallAxonServer} to the newest client that handles them, and the answers back. */
final class CommandsInMemory extends CommandServiceImplBase {
    private final Map<String, StreamObserver<CommandProviderInbound>> handlers = new ConcurrentHashMap<>();
    private final Map<String, StreamObserver<CommandResponse>> asked = new ConcurrentHashMap<>();
    private final AtomicBoolean handlerIsLost = new AtomicBoolean();

    /** The node that gets the next command dies before it answers. */
    void nextHandlerIsLost() {
        handlerIsLost.set(true);
    }

    boolean knows(Class<?> command) {
        return handlers.containsKey(command.getName());
    }

    void forgetHandlers() {
        handlers.clear();
    }

    @Override
    public StreamObserver<CommandProviderOutbound> openStream(StreamObserver<CommandProviderInbound> client) {
        return new Heard<>(message -> hear(message, client), client);
    }

    private void hear(CommandProviderOutbound message, StreamObserver<CommandProviderInbound> client) {
        switch (message.getRequestCase()) {
            case SUBSCRIBE -> handlers.put(message.getSubscribe().getCommand(), client);
            case UNSUBSCRIBE -> handlers.remove(message.getUnsubscribe().getCommand(), client);
            case COMMAND_RESPONSE -> answer(message.getCommandResponse());
            default -> {
                return;
            }
        }
        if (!message.getInstructionId().isEmpty()) acknowledge(message.getInstructionId(), client);
    }

    private static void acknowledge(String instruction, StreamObserver<CommandProviderInbound> client) {
        send(
                CommandProviderInbound.newBuilder()
                        .setAck(InstructionAck.newBuilder()
                                .setInstructionId(instruction)
                                .setSuccess(true))
                        .build(),
                client);
    }

    private void answer(CommandResponse response) {
        StreamObserver<CommandResponse> caller = asked.remove(response.getRequestIdentifier());
        if (caller == null) return;
        caller.onNext(response);
        caller.onCompleted();
    }

    @Override
    public void dispatch(Command command, StreamObserver<CommandResponse> caller) {
        StreamObserver<CommandProviderInbound> handler = handlers.get(command.getName());
        asked.put(command.getMessageIdentifier(), caller);
        if (handler == null) answer(failure("AXONIQ-4000", "No Handler for command", command));
        else if (handlerIsLost.getAndSet(false)) answer(failure("AXONIQ-4001", "Connection lost", command));
        else send(CommandProviderInbound.newBuilder().setCommand(command).build(), handler);
    }

    private static CommandResponse failure(String code, String message, Command command) {
        return CommandResponse.newBuilder()
                .setRequestIdentifier(command.getMessageIdentifier())
                .setErrorCode(code)
                .setErrorMessage(ErrorMessage.newBuilder().setMessage(message))
                .build();
    }

    private static void send(CommandProviderInbound message, StreamObserver<CommandProviderInbound> client) {
        synchronized (client) { // a stream is for one thread at a time
            client.onNext(message);
        }
    }
}
