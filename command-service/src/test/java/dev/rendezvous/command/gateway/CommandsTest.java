package dev.rendezvous.command.gateway;

import static dev.rendezvous.command.CommandNode.codeOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rendezvous.api.caller.Caller;
import dev.rendezvous.api.refusal.RefusalCode;
import dev.rendezvous.api.refusal.Refused;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.messaging.MetaData;
import org.junit.jupiter.api.Test;

class CommandsTest {
    private static final Caller CALLER = Caller.system("test");

    private final SimpleCommandBus bus = SimpleCommandBus.builder().build();
    private final AtomicInteger syncs = new AtomicInteger();
    private final CompletableFuture<Long> sync = new CompletableFuture<>();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Commands commands = new Commands(
            DefaultCommandGateway.builder().commandBus(bus).build(),
            bus,
            () -> {
                syncs.incrementAndGet();
                return sync;
            },
            new CommandMetrics(registry));

    @Test
    void nothing_is_answered_before_it_is_on_disk() {
        bus.subscribe(String.class.getName(), command -> "done");
        CompletableFuture<Acknowledged<String>> answer = commands.send("command", CALLER);
        assertThat(answer).isNotDone();
        sync.complete(42L);
        assertThat(answer.join()).isEqualTo(new Acknowledged<>("done", 42));
    }

    @Test
    void a_refusal_waits_for_the_disk_too() { // what it recorded is not told before it is safe
        bus.subscribe(String.class.getName(), command -> {
            throw new Refused(RefusalCode.ALREADY_USED, "used");
        });
        CompletableFuture<Acknowledged<String>> answer = commands.send("command", CALLER);
        assertThat(answer).isNotDone();
        sync.complete(42L);
        assertThat(codeOf(answer)).isEqualTo(RefusalCode.ALREADY_USED);
    }

    @Test
    void what_may_not_be_on_disk_is_not_acknowledged() {
        bus.subscribe(String.class.getName(), command -> "done");
        CompletableFuture<Acknowledged<String>> answer = commands.send("command", CALLER);
        sync.completeExceptionally(new IllegalStateException("disk full"));
        assertThatThrownBy(answer::join).hasStackTraceContaining("disk full");
    }

    @Test
    void the_sync_is_asked_for_after_the_command_was_handled() {
        bus.subscribe(String.class.getName(), command -> {
            assertThat(syncs).hasValue(0);
            return "done";
        });
        CompletableFuture<Acknowledged<String>> answer = commands.send("command", CALLER);
        sync.complete(1L);
        assertThat(answer.join().answer()).isEqualTo("done");
        assertThat(syncs).hasValue(1);
    }

    @Test
    void a_command_is_timed_until_it_is_acknowledged_under_what_came_of_it() {
        bus.subscribe(String.class.getName(), command -> {
            if (command.getPayload().equals("broken")) throw new IllegalStateException("broken");
            if (command.getPayload().equals("refused")) throw new Refused(RefusalCode.CODE_UNKNOWN, "unknown");
            return "done";
        });
        for (String command : new String[] {"done", "refused", "refused", "broken"}) {
            var unused = commands.send(command, CALLER);
        }
        assertThat(registry.getMeters()).isEmpty();
        sync.complete(1L);
        assertThat(timed("done")).isEqualTo(1);
        assertThat(timed("code_unknown")).isEqualTo(2);
        assertThat(timed("failed")).isEqualTo(1);
    }

    private long timed(String outcome) {
        return registry.get("rendezvous.commands")
                .tags("command", "String", "outcome", outcome)
                .timer()
                .count();
    }

    @Test
    void a_command_carries_its_caller_and_its_key() { // R50
        AtomicReference<MetaData> seen = new AtomicReference<>(MetaData.emptyInstance());
        bus.subscribe(String.class.getName(), command -> {
            seen.set(command.getMetaData());
            return "done";
        });
        sync.complete(1L);
        commands.send("command", CALLER, "key-1").join();
        assertThat(seen.get())
                .isEqualTo(MetaData.from(Map.of(
                        "actor", "rendezvous", "role", "SYSTEM", "correlationId", "test", "idempotencyKey", "key-1")));
    }
}
