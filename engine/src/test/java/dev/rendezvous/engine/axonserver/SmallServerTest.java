package dev.rendezvous.engine.axonserver;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.rendezvous.api.refusal.RefusalCode;
import dev.rendezvous.api.refusal.Refused;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;

/** The engine with a server that can be made to fail. */
class SmallServerTest extends ServerEngineContract {
    private static @Nullable EmbeddedPostgres postgres;
    private static @Nullable SmallAxonServer started;
    private static @Nullable ConfigurableApplicationContext running;

    private final SmallAxonServer server = requireNonNull(started);
    private final AppendsInDoubt inDoubt =
            new AppendsInDoubt(context.getBean(PreparedRows.class), log, store, Duration.ZERO);

    SmallServerTest() {
        super(requireNonNull(running));
    }

    @BeforeAll
    static void start() {
        postgres = ServerNode.postgres();
        started = new SmallAxonServer().start();
        running = ServerNode.start(started.address(), postgres);
    }

    @AfterAll
    static void stop() throws IOException {
        if (running != null) running.close();
        if (started != null) started.close();
        if (postgres != null) postgres.close();
    }

    @AfterEach
    void nothingStaysInDoubt() {
        inDoubt.settle();
        assertThat(keptByPostgres()).isZero();
    }

    @Test
    void an_append_whose_answer_is_lost_keeps_its_row_until_it_is_known() {
        server.events().nextAppend(EventsInMemory.Fate.ANSWER_LOST);
        assertThat(Refused.codeOf(failureOf(new Desk.Open(name, 0)))).isEqualTo(RefusalCode.UNAVAILABLE);
        assertThat(desk.hasRow(name)).isFalse();
        assertThat(keptByPostgres()).isOne();

        inDoubt.settle();

        assertThat(eventsOf(name)).hasSize(1);
        assertThat(desk.hasRow(name)).isTrue();
    }

    @Test
    void what_is_in_doubt_is_settled_without_being_asked_for() {
        server.events().nextAppend(EventsInMemory.Fate.ANSWER_LOST);
        failureOf(new Desk.Open(name, 0));

        inDoubt.start();
        try {
            await().until(() -> desk.hasRow(name));
        } finally {
            inDoubt.stop();
        }
    }

    @Test
    void an_append_that_never_arrived_loses_its_row() {
        open();
        server.events().nextAppend(EventsInMemory.Fate.REQUEST_LOST);
        String lost = name + "-lost";
        assertThat(Refused.codeOf(failureOf(new Desk.Open(lost, 0)))).isEqualTo(RefusalCode.UNAVAILABLE);

        inDoubt.settle();

        assertThat(desk.hasRow(lost)).isFalse();
        assertThat(commands.send(new Desk.Open(lost, 0))).succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    void what_is_young_may_still_be_on_its_way_and_is_left_alone() {
        server.events().nextAppend(EventsInMemory.Fate.ANSWER_LOST);
        failureOf(new Desk.Open(name, 0));
        new AppendsInDoubt(context.getBean(PreparedRows.class), log, store, Duration.ofMinutes(1)).settle();
        assertThat(keptByPostgres()).isOne();
    }

    @Test
    void rows_in_doubt_keep_another_command_from_the_same_rows() {
        server.events().nextAppend(EventsInMemory.Fate.ANSWER_LOST);
        failureOf(new Desk.Open(name, 0));
        Throwable failure = failureOf(new Desk.Open(name, 1)); // waits for the row's lock
        assertThat(Refused.in(failure)).matches(refusal -> refusal != null && refusal.isLostRace());
        assertThat(eventsOf(name)).hasSize(1);
    }

    @Test
    void a_command_whose_node_is_lost_is_unavailable() {
        server.commands().nextHandlerIsLost();
        assertThat(Refused.codeOf(failureOf(new Desk.Open(name, 0)))).isEqualTo(RefusalCode.UNAVAILABLE);
    }

    @Test
    void without_a_server_commands_are_unavailable_at_once_and_work_again_when_it_is_back() {
        server.stop();
        CompletableFuture<?> answer = commands.send(new Desk.Open(name, 0));
        assertThat(answer).failsWithin(Duration.ofSeconds(5));
        assertThat(Refused.codeOf(failureOf(answer))).isEqualTo(RefusalCode.UNAVAILABLE);
        assertThat(healthStatus()).isEqualTo(Status.DOWN);
        assertThat(catchThrowable(() -> eventsOf(name)))
                .isNotInstanceOf(Refused.class) // or a handler that fails with it would commit
                .matches(failure -> Refused.codeOf(failure) == RefusalCode.UNAVAILABLE);

        server.start();

        await().until(() -> server.commands().knows(Desk.Open.class));
        open();
        assertThat(healthStatus()).isEqualTo(Status.UP);
        assertThat(desk.hasRow(name)).isTrue();
    }
}
