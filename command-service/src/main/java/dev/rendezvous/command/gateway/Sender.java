package dev.rendezvous.command.gateway;

import dev.rendezvous.api.caller.Caller;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Sends the commands of one HTTP request: on behalf of who sent it, once if it has an {@code Idempotency-Key}. */
public final class Sender {
    private final Commands commands;
    private final Caller caller;
    private final @Nullable String idempotencyKey;

    Sender(Commands commands, Caller caller, @Nullable String idempotencyKey) {
        this.commands = commands;
        this.caller = caller;
        this.idempotencyKey = idempotencyKey;
    }

    /** As {@link Commands#send}. */
    public <R extends @Nullable Object> CompletableFuture<Acknowledged<R>> send(Object command) {
        return commands.send(command, caller, idempotencyKey);
    }

    public Caller caller() {
        return caller;
    }
}
