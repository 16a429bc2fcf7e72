package dev.rendezvous.engine.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.rendezvous.engine.Durability;
import dev.rendezvous.engine.evolution.KnownEvents;
import dev.rendezvous.engine.evolution.StoredKinds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.EventHandler;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** An import is whole, or nothing starts on it. */
class HistoryImportTest {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);

    /** More than two batches. */
    private static final int EVENTS = 2_500;

    @TempDir
    private Path folder;

    private Path file;

    @EnableAutoConfiguration
    static class Serving {
        @Bean
        Clock clock() {
            return NOON;
        }
    }

    @EnableAutoConfiguration(exclude = ServedHistoryAutoConfiguration.class)
    static class Moving {
        @Bean
        Clock clock() {
            return NOON;
        }
    }

    /** Rows that count, and hold the order they were told in. */
    static final class Told implements RowsOfHistory {
        final List<String> names = new ArrayList<>();

        @Override
        public void clear() {
            names.clear();
        }

        @Override
        public List<Object> handlers() {
            return List.of(this);
        }

        @EventHandler
        void on(String payload) {
            names.add(payload);
        }
    }

    /** A store that breaks at one of its appends, or keeps one event otherwise than it was told. */
    private record Faulty(HistoryStore store, @Nullable String breaksAt, @Nullable String changes)
            implements HistoryStore {
        @Override
        public List<StoredEvent> after(long position, int most) {
            return store.after(position, most);
        }

        @Override
        public List<StoredEvent> at(List<Long> positions) {
            return store.at(positions);
        }

        @Override
        public long count() {
            return store.count();
        }

        @Override
        public void append(List<StoredEvent> events) {
            if (events.stream().anyMatch(event -> event.eventId().equals(breaksAt))) {
                throw new IllegalStateException("the power is gone");
            }
            store.append(events.stream()
                    .map(event -> event.eventId().equals(changes) ? event(99_999) : event)
                    .toList());
        }

        @Override
        public void continueAfter(long position) {
            store.continueAfter(position);
        }
    }

    @BeforeEach
    void a_history() throws IOException {
        file = folder.resolve("history.ndjson");
        HistoryLines.First first = new HistoryLines.First(1, "embedded", "2026-03-01T12:00:00Z");
        try (HistoryWriter writer = new HistoryWriter(file, first)) {
            for (int number = 0; number < EVENTS; number++) writer.add(event(number));
            writer.finish();
        }
    }

    private static StoredEvent event(int number) {
        return new StoredEvent(
                10L + 2L * number,
                "event-" + number,
                "Account",
                "viewer-" + number,
                0,
                "2026-03-01T11:00:00.000Z",
                "java.lang.String",
                null,
                "\"opened %d\"".formatted(number),
                "{}");
    }

    @Test
    void an_import_keeps_positions_and_new_events_come_after() throws IOException {
        try (ConfigurableApplicationContext context = start(Moving.class)) {
            Told told = new Told();
            MovedHistory moved = importing(context, store(context), told).from(file);

            assertThat(moved.events()).isEqualTo(EVENTS);
            assertThat(store(context).after(-1, 2)).containsExactly(event(0), event(1));
            assertThat(told.names)
                    .hasSize(EVENTS)
                    .startsWith("opened 0", "opened 1")
                    .endsWith("opened 2499");
            assertThat(nextPosition(context)).isEqualTo(10 + 2 * EVENTS - 1);
        }
        start(Serving.class).close(); // it may be served
    }

    @Test
    void an_interrupted_import_is_not_served_and_goes_on_with_the_same_file_only() throws IOException {
        try (ConfigurableApplicationContext context = start(Moving.class)) {
            HistoryStore broken = new Faulty(store(context), "event-2200", null);
            assertThatIllegalStateException()
                    .isThrownBy(() -> importing(context, broken, new Told()).from(file));
            assertThat(store(context).count()).isEqualTo(2_000);
        }
        assertThatExceptionOfType(Exception.class)
                .isThrownBy(() -> start(Serving.class).close())
                .havingRootCause()
                .isInstanceOf(HistoryRefused.class)
                .withMessage("an import of 2500 events into this store has not come to its end");
        try (ConfigurableApplicationContext context = start(Moving.class)) {
            assertRefused(context, otherFile(), "an import of another file with 2500 events and hash ");
            Told told = new Told();
            assertThat(importing(context, store(context), told).from(file).events())
                    .isEqualTo(EVENTS);
            assertThat(told.names).hasSize(EVENTS);
        }
        start(Serving.class).close();
    }

    @Test
    void a_store_that_keeps_something_else_is_not_served() throws IOException {
        try (ConfigurableApplicationContext context = start(Moving.class)) {
            HistoryStore liar = new Faulty(store(context), null, "event-1500");
            assertThatExceptionOfType(HistoryRefused.class)
                    .isThrownBy(() -> importing(context, liar, new Told()).from(file))
                    .withMessage(
                            "the store is not what the file says: the event at position 3010 is missing or different");
        }
        assertThatExceptionOfType(Exception.class)
                .isThrownBy(() -> start(Serving.class).close());
    }

    @Test
    void of_a_wrong_file_nothing_is_written() throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        lines.remove(EVENTS);
        Path cut = Files.write(folder.resolve("cut.ndjson"), lines);
        try (ConfigurableApplicationContext context = start(Moving.class)) {
            assertRefused(context, cut, "line 2501 of the file ");
            assertThat(store(context).count()).isZero();
        }
        start(Serving.class).close();
    }

    @Test
    void of_a_file_with_events_that_a_newer_version_wrote_nothing_is_written() throws IOException {
        Path newer = folder.resolve("newer.ndjson");
        HistoryLines.First first = new HistoryLines.First(1, "embedded", "2026-03-01T12:00:00Z");
        try (HistoryWriter writer = new HistoryWriter(newer, first)) {
            writer.add(event(1));
            writer.add(new StoredEvent(
                    99, "event-99", "Account", "viewer-99", 0, "2026-03-01T11:00:00.000Z", "Later", "7", "{}", "{}"));
            writer.finish();
        }
        try (ConfigurableApplicationContext context = start(Moving.class)) {
            assertRefused(context, newer, "the file tells of Later revision 7, which this version does not know");
            assertThat(store(context).count()).isZero();
        }
        start(Serving.class).close();
    }

    @Test
    void a_store_with_events_takes_no_others() throws IOException {
        try (ConfigurableApplicationContext context = start(Moving.class)) {
            store(context).append(List.of(event(7)));
            assertRefused(context, file, "the store holds 1 events");
            assertThat(store(context).after(-1, 2)).containsExactly(event(7));
        }
    }

    private void assertRefused(ConfigurableApplicationContext context, Path wrong, String why) {
        assertThatExceptionOfType(HistoryRefused.class)
                .isThrownBy(() -> importing(context, store(context), new Told()).from(wrong))
                .withMessageStartingWith(why);
    }

    private Path otherFile() throws IOException {
        Path other = folder.resolve("other.ndjson");
        HistoryLines.First first = new HistoryLines.First(1, "embedded", "2026-03-01T12:00:00Z");
        try (HistoryWriter writer = new HistoryWriter(other, first)) {
            writer.add(event(1));
            writer.finish();
        }
        return other;
    }

    private static long nextPosition(ConfigurableApplicationContext context) {
        JdbcClient db = context.getBean(JdbcClient.class);
        db.sql("INSERT INTO domain_event (event_identifier, aggregate_identifier, sequence_number, time_stamp,"
                        + " payload_type, payload, meta_data) VALUES ('next', 'next', 0, '', '', '', '')")
                .update();
        return db.sql("SELECT global_index FROM domain_event WHERE event_identifier = 'next'")
                .query(Long.class)
                .single();
    }

    private static HistoryStore store(ConfigurableApplicationContext context) {
        return context.getBean(HistoryStore.class);
    }

    private static HistoryImport importing(ConfigurableApplicationContext context, HistoryStore store, Told told) {
        return new HistoryImport(
                store,
                context.getBean(JdbcClient.class),
                NOON,
                List.of(told),
                context.getBean(org.axonframework.config.Configuration.class),
                context.getBean(TransactionOperations.class),
                context.getBean(Durability.class),
                context.getBean(KnownEvents.class),
                context.getBean(StoredKinds.class));
    }

    private ConfigurableApplicationContext start(Class<?> application) {
        return new SpringApplicationBuilder(application)
                .web(WebApplicationType.NONE)
                .properties("rendezvous.data-dir=" + folder.resolve("data"), "logging.level.root=OFF")
                .run();
    }
}
