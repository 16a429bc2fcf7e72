package dev.rendezvous.engine.history;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a history file and checks each line before it hands out the event there. */
final class HistoryReader implements AutoCloseable {
    private final HistoryChain chain = new HistoryChain();
    private final BufferedReader lines;
    private long number;
    private long position = -1;
    private long events;
    private boolean ended;

    /** @throws HistoryRefused if it does not begin as a history file of this version does */
    HistoryReader(Path file) throws IOException {
        // What is not UTF-8 is replaced, and the line does not fit its hash.
        lines = new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8), 1 << 16);
        HistoryLines.First first = HistoryLines.read(nextLine(), HistoryLines.First.class, number);
        if (first.rendezvousHistory() != HistoryLines.VERSION) {
            throw HistoryRefused.atLine(
                    number, "names format %d, not %d".formatted(first.rendezvousHistory(), HistoryLines.VERSION));
        }
    }

    /**
     * The next events, {@code most} unless there are fewer, none at the end.
     *
     * @throws HistoryRefused at the first line that is not as it was written
     */
    List<StoredEvent> next(int most) throws IOException {
        List<StoredEvent> next = new ArrayList<>();
        while (next.size() < most && !ended) {
            StoredEvent event = next();
            if (event != null) next.add(event);
        }
        return next;
    }

    /** What was read so far. */
    MovedHistory soFar() {
        return new MovedHistory(events, chain.hash());
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    /** Null at the end. */
    private @Nullable StoredEvent next() throws IOException {
        String line = nextLine();
        if (HistoryLines.Last.is(line)) {
            end(HistoryLines.read(line, HistoryLines.Last.class, number));
            return null;
        }
        HistoryLines.Event read = HistoryLines.read(line, HistoryLines.Event.class, number);
        StoredEvent event = read.event();
        if (!chain.add(event).equals(read.hash()) || event.position() <= position) {
            throw HistoryRefused.atLine(
                    number,
                    "does not follow those before it: it was altered, or lines are missing or in another order");
        }
        position = event.position();
        events++;
        return event;
    }

    private void end(HistoryLines.Last last) throws IOException {
        if (last.events() != events || !last.hash().equals(chain.hash())) {
            throw HistoryRefused.atLine(number, "does not fit the %d events before it".formatted(events));
        }
        if (lines.readLine() != null) throw HistoryRefused.atLine(number + 1, "comes after the end");
        ended = true;
    }

    private String nextLine() throws IOException {
        number++;
        String line = lines.readLine();
        if (line == null) throw HistoryRefused.atLine(number, "is missing: the file is cut off");
        return line;
    }
}
