package dev.rendezvous.engine.axonserver;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.account.AccountOpened;
import dev.rendezvous.axonserver.AxonServer;
import dev.rendezvous.axonserver.RealServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** The engine with the server that it is made for. */
@ExtendWith(RealServer.class)
class RealServerTest extends ServerEngineContract {
    @TempDir
    private static Path folder;

    private static @Nullable AxonServer server;
    private static @Nullable EmbeddedPostgres postgres;
    private static @Nullable ConfigurableApplicationContext running;

    RealServerTest() {
        super(requireNonNull(running));
    }

    @BeforeAll
    static void start() {
        postgres = ServerNode.postgres();
        server = AxonServer.start(folder);
        running = ServerNode.start(server.address(), postgres);
    }

    @AfterAll
    static void stop() throws IOException {
        if (running != null) running.close();
        if (server != null) server.close();
        if (postgres != null) postgres.close();
    }

    @Test
    void a_token_of_an_instant_shows_what_happened_then_and_later() throws InterruptedException {
        open();
        try (BlockingStream<TrackedEventMessage<?>> events =
                store.openStream(store.createTokenAt(ServerNode.NOON.minusSeconds(1)))) {
            assertThat(events.hasNextAvailable(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void two_aggregates_change_together_or_not_at_all() {
        String other = name + "-other";
        assertThat(catchThrowable(() -> store.publish(event(name, 0), event(other, 5))))
                .isNotNull();
        assertThat(eventsOf(name)).isEmpty();

        store.publish(event(name, 0), event(other, 0));

        assertThat(eventsOf(name)).hasSize(1);
        assertThat(eventsOf(other)).hasSize(1);
    }

    private static EventMessage<?> event(String account, long sequence) {
        return new GenericDomainEventMessage<>(
                "Account", account, sequence, new AccountOpened(new AccountId(account), "standard"));
    }
}
