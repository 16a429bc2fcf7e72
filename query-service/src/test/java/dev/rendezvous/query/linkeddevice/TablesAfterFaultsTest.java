package dev.rendezvous.query.linkeddevice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.account.AccountOpened;
import dev.rendezvous.query.QueryServiceApplication;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.axonframework.eventhandling.EventBus;
import org.axonframework.eventhandling.GenericEventMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How late the tables on PostgreSQL are after the node that wrote them was killed, and after the database was away. */
@Timeout(120)
class TablesAfterFaultsTest {
    private static final Duration TAKE_OVER = Duration.ofSeconds(5);
    private static final Duration AWAY = Duration.ofSeconds(8);
    private static final Duration LATE = Duration.ofSeconds(10);

    /** How long orchestrators wait, as a rule, before they kill what they have asked to end. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    private static final List<String> PROCESSORS = List.of("linked-devices", "audit-log");

    @TempDir
    private Path data;

    private int port;
    private EmbeddedPostgres postgres;
    private ConfigurableApplicationContext service;
    private EventBus history;
    private JdbcClient db;

    @BeforeEach
    void a_service_on_postgresql() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        postgres = startedPostgres();
        service = new SpringApplicationBuilder(QueryServiceApplication.class)
                .properties(
                        "server.port=0",
                        "server.address=127.0.0.1",
                        "rendezvous.engine=postgres",
                        "spring.datasource.url=" + postgres.getJdbcUrl("postgres", "postgres"),
                        "spring.datasource.username=postgres",
                        "rendezvous.local-users.enabled=true",
                        "rendezvous.token.active-key=k1",
                        "rendezvous.token.keys.k1=MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
                        "logging.level.root=OFF")
                .run();
        history = service.getBean(EventBus.class);
        db = service.getBean(JdbcClient.class);
    }

    private EmbeddedPostgres startedPostgres() throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPort(port)
                .setPGStartupWait(Duration.ofSeconds(60))
                .start();
    }

    @AfterEach
    void stop() throws IOException {
        service.close();
        postgres.close();
    }

    private AccountId happens() {
        AccountId account = new AccountId("viewer-" + UUID.randomUUID());
        history.publish(GenericEventMessage.asEventMessage(new AccountOpened(account, "standard")));
        return account;
    }

    private void isWrittenWithin(Duration limit, AccountId account) {
        for (String table : List.of("account_status", "audit_entry")) {
            await(table)
                    .atMost(limit)
                    .ignoreExceptionsInstanceOf(DataAccessException.class)
                    .until(() -> rows(table, account) == 1);
        }
    }

    private int rows(String table, AccountId account) {
        return db.sql("SELECT COUNT(*) FROM %s WHERE account_id = ?".formatted(table))
                .param(account.value())
                .query(Integer.class)
                .single();
    }

    @Test
    void another_node_writes_soon_after_the_one_that_wrote_was_killed() {
        isWrittenWithin(LATE, happens());
        for (String processor : PROCESSORS) {
            int claims = db.sql("UPDATE processor_token SET owner = 'a node that was killed', time_stamp = ?"
                            + " WHERE processor_name = ? AND owner IS NOT NULL")
                    .params(Instant.now().toString(), processor)
                    .update();
            assertThat(claims).as(processor).isEqualTo(1);
        }
        isWrittenWithin(TAKE_OVER, happens());
    }

    @Test
    void a_service_ends_promptly_while_the_database_is_away() throws IOException {
        isWrittenWithin(LATE, happens());
        postgres.close();
        long begun = System.nanoTime();
        service.close();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(GRACE);
    }

    @Test
    void a_database_that_was_away_is_written_to_soon_after() throws Exception {
        isWrittenWithin(LATE, happens());
        postgres.close();
        Thread.sleep(AWAY.toMillis());
        postgres = startedPostgres();
        isWrittenWithin(LATE, await().atMost(LATE).ignoreExceptions().until(this::happens, account -> true));
    }
}
