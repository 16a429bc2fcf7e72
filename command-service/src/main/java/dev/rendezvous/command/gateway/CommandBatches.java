package dev.rendezvous.command.gateway;

import static java.util.Objects.requireNonNull;

import dev.rendezvous.api.caller.Caller;
import dev.rendezvous.engine.Durability;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;

/**
 * Has commands of one kind that come at the same time handled by this node together, in one transaction. Nobody waits for company:
 * while few batches are under way each command goes at once, and those that come while enough are under way share the next one.
 *
 * @param <C> the command
 * @param <R> its answer
 */
public final class CommandBatches<C, R> {
    private static final Logger LOG = LoggerFactory.getLogger(CommandBatches.class);
    private static final int LARGEST = 64;

    private final CommandBus handlers;
    private final Commands alone;
    private final Durability durability;
    private final CommandMetrics metrics;
    private final Function<List<CommandMessage<C>>, Object> batchOf;
    private final Semaphore mayBegin;
    private final Queue<Waiting<C, R>> waiting = new ConcurrentLinkedQueue<>();

    private record Waiting<C, R>(
            C command, Caller caller, long sentAt, CompletableFuture<Acknowledged<R>> acknowledged) {
        CommandMessage<C> message() {
            return new GenericCommandMessage<>(command, caller.asMetaData());
        }
    }

    CommandBatches(
            CommandBus handlers,
            Commands alone,
            Durability durability,
            CommandMetrics metrics,
            Function<List<CommandMessage<C>>, Object> batchOf,
            int atOnce) {
        this.handlers = handlers;
        this.alone = alone;
        this.durability = durability;
        this.metrics = metrics;
        this.batchOf = batchOf;
        this.mayBegin = new Semaphore(atOnce);
    }

    /** As {@link Commands#send(Object, Caller)}. */
    public CompletableFuture<Acknowledged<R>> send(C command, Caller caller) {
        Waiting<C, R> one = new Waiting<>(command, caller, metrics.nanoTime(), new CompletableFuture<>());
        waiting.add(one);
        handleWaiting();
        return one.acknowledged();
    }

    private void handleWaiting() {
        while (!waiting.isEmpty() && mayBegin.tryAcquire()) {
            List<Waiting<C, R>> batch = nextWaiting();
            if (batch.isEmpty()) mayBegin.release(); // somebody else took them
            else handle(batch);
        }
    }

    private List<Waiting<C, R>> nextWaiting() {
        List<Waiting<C, R>> next = new ArrayList<>();
        while (next.size() < LARGEST) {
            Waiting<C, R> one = waiting.poll();
            if (one == null) break;
            next.add(one);
        }
        return next;
    }

    private void handle(List<Waiting<C, R>> batch) {
        Object command = batchOf.apply(batch.stream().map(Waiting::message).toList());
        try {
            handlers.<Object, List<Outcome<R>>>dispatch(new GenericCommandMessage<>(command), (sent, result) -> {
                mayBegin.release();
                handleWaiting();
                tell(batch, result);
            });
        } catch (RuntimeException closing) {
            mayBegin.release();
            handleAlone(batch);
        }
    }

    private void tell(List<Waiting<C, R>> batch, CommandResultMessage<? extends List<Outcome<R>>> result) {
        if (result.isExceptional()) {
            LOG.info(
                    "{} commands failed together, so each is handled alone: {}",
                    batch.size(),
                    inShort(result.exceptionResult()));
            handleAlone(batch);
            return;
        }
        List<Outcome<R>> outcomes = result.getPayload();
        var unused = durability.onDisk().whenComplete((position, failure) -> {
            for (int i = 0; i < batch.size(); i++) {
                acknowledge(batch.get(i), outcomes.get(i), position, failure);
            }
        });
    }

    /** Without its stack: a lost race is nothing to look into, and what fails each command alone is told there. */
    public static String inShort(Throwable failure) {
        return NestedExceptionUtils.getMostSpecificCause(failure)
                .toString()
                .lines()
                .findFirst()
                .orElseThrow();
    }

    private void acknowledge(
            Waiting<C, R> one, Outcome<R> outcome, @Nullable Long position, @Nullable Throwable notOnDisk) {
        Throwable failure = notOnDisk == null ? outcome.refused() : notOnDisk;
        metrics.record(one.command().getClass(), one.sentAt(), failure);
        if (failure != null) one.acknowledged().completeExceptionally(failure);
        else one.acknowledged().complete(new Acknowledged<>(outcome.orThrow(), requireNonNull(position)));
    }

    /** The failure of one is nobody else's, and a lost race is then tried again. */
    private void handleAlone(List<Waiting<C, R>> batch) {
        for (Waiting<C, R> one : batch) {
            var unused = alone.<R>send(one.command(), one.caller()).whenComplete((acknowledged, failure) -> {
                if (failure == null) one.acknowledged().complete(acknowledged);
                else one.acknowledged().completeExceptionally(failure);
            });
        }
    }
}
