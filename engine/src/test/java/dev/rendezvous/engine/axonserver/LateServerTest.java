package dev.rendezvous.engine.axonserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.context.ConfigurableApplicationContext;

/** A node that finds something missing when it starts. */
@Timeout(60)
class LateServerTest {
    @Test
    void a_node_waits_for_its_server_and_then_handles_commands() throws Exception {
        try (EmbeddedPostgres postgres = ServerNode.postgres();
                SmallAxonServer server = new SmallAxonServer()) {
            CompletableFuture<ConfigurableApplicationContext> node =
                    CompletableFuture.supplyAsync(() -> ServerNode.start(server.address(), postgres));
            await().until(() -> tablesExist(postgres));
            assertThat(node).isNotDone();

            server.start();

            try (ConfigurableApplicationContext running = node.get()) {
                await().until(() -> server.commands().knows(Desk.Open.class));
                assertThat(running.getBean(CommandGateway.class)
                                .<Object>send(new Desk.Open("late", 0))
                                .get())
                        .isInstanceOf(Desk.Opened.class);
            }
        }
    }

    @Test
    void a_node_does_not_start_with_a_database_that_keeps_nothing_prepared() throws IOException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofSeconds(60))
                .start()) {
            assertThatThrownBy(() -> ServerNode.start("127.0.0.1:1", postgres))
                    .rootCause()
                    .hasMessageContaining("set max_prepared_transactions");
        }
    }

    /** Made while the beans are, just before the server is looked for. */
    private static boolean tablesExist(EmbeddedPostgres postgres) throws Exception {
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var tables = connection.getMetaData().getTables(null, "public", "opened", null)) {
            return tables.next();
        }
    }
}
