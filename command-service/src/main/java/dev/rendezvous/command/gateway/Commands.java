package dev.rendezvous.command.gateway;

import dev.rendezvous.api.caller.Caller;
import dev.rendezvous.engine.Durability;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;

/** Sends commands on behalf of their callers. Nothing is answered, not even a refusal, before it would survive a crash. */
public class Commands {
    private final CommandGateway gateway;
    private final Durability durability;
    private final CommandMetrics metrics;
    private final CommandBus handlers;

    /** @param handlers those of this node */
    Commands(CommandGateway gateway, CommandBus handlers, Durability durability, CommandMetrics metrics) {
        this.gateway = gateway;
        this.handlers = handlers;
        this.durability = durability;
        this.metrics = metrics;
    }

    /**
     * Completes with the answer, or exceptionally with {@code Refused} when a rule said no, or with whatever else went
     * wrong. A lost race was retried before.
     *
     * @param <R> the answer that the command's own documentation names
     */
    public <R extends @Nullable Object> CompletableFuture<Acknowledged<R>> send(Object command, Caller caller) {
        return send(command, caller, null);
    }

    /** As {@link #send(Object, Caller)}; the same caller's same key is handled once, whatever happens. */
    public <R extends @Nullable Object> CompletableFuture<Acknowledged<R>> send(
            Object command, Caller caller, @Nullable String idempotencyKey) {
        var message = new GenericCommandMessage<>(command, caller.asMetaData());
        if (idempotencyKey != null) {
            message = message.andMetaData(Map.of(HandledOnce.KEY, idempotencyKey));
        }
        long sentAt = metrics.nanoTime();
        CompletableFuture<R> handled = gateway.send(message);
        return onDisk(handled)
                .whenComplete((acknowledged, failure) -> metrics.record(command.getClass(), sentAt, failure));
    }

    /**
     * As {@link #send(Object, Caller)}, for a command that is about nothing in particular and may be handled wherever it is
     * sent: this node handles it, and a lost race is not retried. Its failure is not counted as one: whoever sends it has another way.
     */
    public <R extends @Nullable Object> CompletableFuture<Acknowledged<R>> sendHere(Object command, Caller caller) {
        long sentAt = metrics.nanoTime();
        CompletableFuture<R> handled = new CompletableFuture<>();
        try {
            handlers.<Object, R>dispatch(new GenericCommandMessage<>(command, caller.asMetaData()), (sent, result) -> {
                if (result.isExceptional()) handled.completeExceptionally(result.exceptionResult());
                else handled.complete(result.getPayload());
            });
        } catch (RuntimeException closing) {
            handled.completeExceptionally(closing);
        }
        return onDisk(handled).whenComplete((acknowledged, failure) -> {
            if (failure == null) metrics.record(command.getClass(), sentAt, null);
        });
    }

    private <R extends @Nullable Object> CompletableFuture<Acknowledged<R>> onDisk(CompletableFuture<R> handled) {
        return handled.handle((answer, refused) -> durability)
                .thenCompose(Durability::onDisk)
                .thenCombine(handled, (position, answer) -> new Acknowledged<>(answer, position));
    }

    /**
     * A way to have such commands handled several at a time.
     *
     * @param batchOf the command that stands for several; it is answered with a list of {@link Outcome}, in their order
     * @param atOnce how many batches may be under way
     */
    public <C, R> CommandBatches<C, R> inBatches(Function<List<CommandMessage<C>>, Object> batchOf, int atOnce) {
        return new CommandBatches<>(handlers, this, durability, metrics, batchOf, atOnce);
    }
}
