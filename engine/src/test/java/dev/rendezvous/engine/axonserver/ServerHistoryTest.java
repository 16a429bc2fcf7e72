package dev.rendezvous.engine.axonserver;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.engine.history.HistoryStore;
import dev.rendezvous.engine.history.StoredEvent;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** A history in Axon Server is what it was, but for its positions and the order of its metadata. */
class ServerHistoryTest {
    private static @Nullable EmbeddedPostgres postgres;
    private static @Nullable SmallAxonServer server;
    private static @Nullable ConfigurableApplicationContext running;

    private final HistoryStore store = requireNonNull(running).getBean(HistoryStore.class);

    @BeforeAll
    static void start() {
        postgres = ServerNode.postgres();
        server = new SmallAxonServer().start();
        running = ServerNode.start(server.address(), postgres);
    }

    @AfterAll
    static void stop() throws IOException {
        if (running != null) running.close();
        if (server != null) server.close();
        if (postgres != null) postgres.close();
    }

    private static StoredEvent event(int number) {
        return new StoredEvent(
                100L + 3L * number,
                "event-" + number,
                "Account",
                "viewer-" + number % 7,
                number / 7,
                "2026-03-01T12:00:00.%03dZ".formatted(number),
                "dev.rendezvous.api.account.DeviceRenamed",
                number == 4 ? null : "1",
                "{\"name\": \"Zoë \\\"TV\\\" %d\"}".formatted(number),
                "{\"role\": \"DEVICE\",\"actor\":\"viewer-1\"}");
    }

    @Test
    void what_is_appended_is_read_back_page_by_page() {
        assertThat(store.count()).isZero();
        assertThat(store.after(-1, 10)).isEmpty();
        List<StoredEvent> told = new ArrayList<>();
        for (int number = 0; number < 25; number++) told.add(event(number));
        store.append(told.subList(0, 20));
        store.append(told.subList(20, 25));

        List<StoredEvent> read = new ArrayList<>(store.after(-1, 10));
        read.addAll(store.after(9, 10));
        read.addAll(store.after(19, 10));

        assertThat(read).extracting(StoredEvent::position).startsWith(0L, 1L).endsWith(24L);
        assertThat(store.count()).isEqualTo(25);
        assertThat(store.at(List.of(24L, 3L, 4L, 99L))).containsExactly(read.get(3), read.get(4), read.get(24));
        assertThat(read.get(0).metaData()).isEqualTo("{\"actor\":\"viewer-1\",\"role\":\"DEVICE\"}");
        List<StoredEvent> asTold = new ArrayList<>();
        for (int at = 0; at < read.size(); at++) asTold.add(store.asTold(read.get(at), told.get(at)));
        assertThat(asTold).isEqualTo(told);
        assertThat(store.asTold(read.get(0), other())).isNotEqualTo(other());
    }

    /** The first event, but for one of its metadata. */
    private static StoredEvent other() {
        StoredEvent first = event(0);
        return new StoredEvent(
                first.position(),
                first.eventId(),
                first.aggregateType(),
                first.aggregateId(),
                first.sequenceNumber(),
                first.timeStamp(),
                first.payloadType(),
                first.payloadRevision(),
                first.payload(),
                "{\"role\": \"DEVICE\",\"actor\":\"viewer-2\"}");
    }
}
