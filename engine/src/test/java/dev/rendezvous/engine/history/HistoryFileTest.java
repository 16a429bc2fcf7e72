package dev.rendezvous.engine.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is in a history file comes back exactly, or the first line that is wrong is named. */
class HistoryFileTest {
    private static final HistoryLines.First FIRST = new HistoryLines.First(1, "embedded", "2026-03-01T12:00:00Z");

    @TempDir
    private Path folder;

    private final List<StoredEvent> events = new ArrayList<>();
    private List<String> lines;
    private Path file;

    /** Line 1 is the first, lines 2 to 7 are events, line 8 is the last. */
    @BeforeEach
    void a_file_of_six_events() throws IOException {
        file = folder.resolve("history.ndjson");
        for (int number = 0; number < 6; number++) events.add(event(number));
        try (HistoryWriter writer = new HistoryWriter(file, FIRST)) {
            for (StoredEvent event : events) writer.add(event);
            writer.finish();
        }
        lines = new ArrayList<>(Files.readAllLines(file));
    }

    private static StoredEvent event(int number) {
        return new StoredEvent(
                10L + 2L * number,
                "event-" + number,
                number == 3 ? null : "Account",
                "viewer-1",
                number,
                "2026-03-01T12:00:00.00%dZ".formatted(number),
                "dev.rendezvous.api.account.DeviceRenamed",
                number == 4 ? null : "1",
                "{\"name\": \"Zoë's \\\"TV\\\" \\u0041 \uD83D\uDCFA \u2028\"}",
                "{\"actor\":\"viewer-1\"}");
    }

    @Test
    void what_was_written_is_read() throws IOException {
        try (HistoryReader reader = new HistoryReader(file)) {
            List<StoredEvent> read = new ArrayList<>(reader.next(4));
            assertThat(read).hasSize(4);
            read.addAll(reader.next(4));
            assertThat(read).isEqualTo(events);
            assertThat(reader.next(4)).isEmpty();
            assertThat(reader.soFar().events()).isEqualTo(6);
        }
    }

    @Test
    void nobody_else_may_read_it_and_nothing_is_written_over() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThatExceptionOfType(FileAlreadyExistsException.class).isThrownBy(() -> new HistoryWriter(file, FIRST));
    }

    /** Computed by another program from the description of the chain. */
    @Test
    void the_hash_is_what_its_description_says() {
        HistoryChain chain = new HistoryChain();
        chain.add(new StoredEvent(
                1,
                "e-1",
                "Account",
                "viewer-1",
                0,
                "2026-03-01T12:00:00.000Z",
                "x.Opened",
                "1",
                "{\"name\":\"Zoë\"}",
                "{}"));
        chain.add(new StoredEvent(
                4, "e-2", null, "viewer-1", 1, "2026-03-01T12:00:00.001Z", "x.Closed", null, "{}", "{}"));
        assertThat(chain.hash()).isEqualTo("e969d56e478f97ca157d1aec06b20f94d58ad184b6cd6ab25ca0e078133efa0e");
    }

    @ParameterizedTest
    @CsvSource({
        "\"position\":14, \"position\":15",
        "event-2, event-9",
        "\"Account\", null",
        "viewer-1, viewer-2",
        "\"sequenceNumber\":2, \"sequenceNumber\":3",
        "00.002Z, 00.003Z",
        "DeviceRenamed, DeviceApproved",
        "\"payloadRevision\":\"1\", \"payloadRevision\":null",
        "Zoë, Zoe",
        "actor, Actor",
        "\"hash\":\", \"hash\":\"0",
    })
    void an_edited_field_is_named(String was, String is) throws IOException {
        assertThat(lines.get(3)).contains(was);
        lines.set(3, lines.get(3).replaceFirst(was, is));
        assertWrongAt(4);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 8})
    void a_line_that_only_looks_different_is_named(int number) throws IOException {
        lines.set(number - 1, lines.get(number - 1).replaceFirst(":", ": "));
        assertWrongAt(number);
    }

    @Test
    void an_edited_event_with_a_hash_that_fits_it_shows_at_the_next_line() throws IOException {
        StoredEvent edited = event(2);
        HistoryChain chain = new HistoryChain();
        chain.add(events.get(0));
        chain.add(events.get(1));
        StoredEvent other = new StoredEvent(
                edited.position(),
                "other",
                edited.aggregateType(),
                edited.aggregateId(),
                edited.sequenceNumber(),
                edited.timeStamp(),
                edited.payloadType(),
                edited.payloadRevision(),
                edited.payload(),
                edited.metaData());
        lines.set(3, HistoryLines.text(new HistoryLines.Event(other, chain.add(other))));
        assertWrongAt(5);
    }

    @Test
    void a_missing_line_is_named() throws IOException {
        lines.remove(3);
        assertWrongAt(4);
    }

    @Test
    void a_missing_last_event_shows_at_the_end() throws IOException {
        lines.remove(6);
        assertWrongAt(7);
    }

    @Test
    void lines_that_changed_places_are_named() throws IOException {
        Collections.swap(lines, 3, 4);
        assertWrongAt(4);
    }

    @Test
    void a_doubled_line_is_named() throws IOException {
        lines.add(3, lines.get(3));
        assertWrongAt(5);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 5, 7})
    void a_file_that_is_cut_between_lines_is_named_where_it_ends(int kept) throws IOException {
        lines = lines.subList(0, kept);
        assertWrongAt(kept + 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 8})
    void a_line_that_is_cut_is_named(int number) throws IOException {
        lines = lines.subList(0, number);
        lines.set(number - 1, lines.get(number - 1).substring(0, 20));
        assertWrongAt(number);
    }

    @Test
    void a_line_after_the_end_is_named() throws IOException {
        lines.add(lines.get(6));
        assertWrongAt(9);
    }

    @ParameterizedTest
    @CsvSource({"\"events\":6, \"events\":5", "\"hash\":\", \"hash\":\"0"})
    void an_end_that_does_not_fit_is_named(String was, String is) throws IOException {
        lines.set(7, lines.get(7).replaceFirst(was, is));
        assertWrongAt(8);
    }

    @Test
    void another_format_is_refused() throws IOException {
        lines.set(0, lines.get(0).replace("\"rendezvousHistory\":1", "\"rendezvousHistory\":2"));
        assertWrongAt(1);
    }

    private void assertWrongAt(int number) throws IOException {
        Path changed = Files.write(folder.resolve("changed.ndjson"), lines);
        assertThatExceptionOfType(HistoryRefused.class)
                .isThrownBy(() -> {
                    try (HistoryReader reader = new HistoryReader(changed)) {
                        while (!reader.next(2).isEmpty()) {
                            // on to the wrong line
                        }
                    }
                })
                .withMessageStartingWith("line %d of the file ", number);
    }
}
