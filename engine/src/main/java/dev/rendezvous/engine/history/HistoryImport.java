package dev.rendezvous.engine.history;

import dev.rendezvous.engine.Durability;
import dev.rendezvous.engine.evolution.EventKind;
import dev.rendezvous.engine.evolution.KnownEvents;
import dev.rendezvous.engine.evolution.StoredKinds;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.axonframework.config.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Brings a history file into an empty store: the whole file is checked, then written, then the store is read back and compared
 * with it, and meanwhile the rows that follow from it are made. No service starts on the store before the last step is done;
 * interrupted, it is started again with the same file and goes on.
 */
public final class HistoryImport {
    private static final int BATCH = 1_000;

    private final HistoryStore store;
    private final Imports imports;
    private final RowsAgain rows;
    private final Durability durability;
    private final KnownEvents known;
    private final StoredKinds kinds;

    HistoryImport(
            HistoryStore store,
            JdbcClient db,
            Clock clock,
            List<RowsOfHistory> rows,
            Configuration axon,
            TransactionOperations transaction,
            Durability durability,
            KnownEvents known,
            StoredKinds kinds) {
        this.store = store;
        this.imports = new Imports(db, clock);
        this.rows = new RowsAgain(rows, axon, transaction);
        this.durability = durability;
        this.known = known;
        this.kinds = kinds;
    }

    /**
     * Returns once everything is there and safe.
     *
     * @throws HistoryRefused if a line of the file is wrong, or tells of an event that this version does not know, or the store is
     *     not empty; then nothing was written
     * @throws HistoryRefused if the store read back is not what the file says; then no service will start on it
     */
    public MovedHistory from(Path file) throws IOException {
        Set<EventKind> told = new HashSet<>();
        MovedHistory history = check(file, told);
        told.stream().filter(kind -> !known.isReadable(kind)).findFirst().ifPresent(kind -> {
            throw new HistoryRefused(
                    "the file tells of %s, which this version does not know".formatted(kind),
                    "Use the version that wrote it, or a newer one.");
        });
        beginOrGoOn(history);
        kinds.note(told.stream());
        write(file);
        compare(file);
        imports.finish();
        durability.onDisk().join();
        return history;
    }

    /** @param told takes the kinds of all events */
    private static MovedHistory check(Path file, Set<EventKind> told) throws IOException {
        try (HistoryReader reader = new HistoryReader(file)) {
            for (List<StoredEvent> batch = reader.next(BATCH); !batch.isEmpty(); batch = reader.next(BATCH)) {
                for (StoredEvent event : batch) told.add(new EventKind(event.payloadType(), event.payloadRevision()));
            }
            return reader.soFar();
        }
    }

    private void beginOrGoOn(MovedHistory history) {
        MovedHistory unfinished = imports.unfinished().orElse(null);
        if (history.equals(unfinished)) return;
        if (unfinished != null) {
            throw new HistoryRefused(
                    "an import of another file with %d events and hash %s was begun here"
                            .formatted(unfinished.events(), unfinished.hash()),
                    "Go on with that file, or start again with an empty store.");
        }
        long count = store.count();
        if (count > 0) throw new HistoryRefused("the store holds %d events".formatted(count), "Name an empty store.");
        imports.begin(history);
    }

    /** Leaves out what an import before this one has written. */
    private void write(Path file) throws IOException {
        try (HistoryReader reader = new HistoryReader(file)) {
            long written = store.count();
            for (List<StoredEvent> batch = reader.next(BATCH); !batch.isEmpty(); batch = reader.next(BATCH)) {
                int known = (int) Math.min(written, batch.size());
                if (known < batch.size()) store.append(batch.subList(known, batch.size()));
                written -= known;
            }
        }
    }

    private void compare(Path file) throws IOException {
        rows.begin();
        try (HistoryReader reader = new HistoryReader(file)) {
            HistoryChain stored = new HistoryChain();
            long position = -1;
            for (List<StoredEvent> batch = reader.next(BATCH); !batch.isEmpty(); batch = reader.next(BATCH)) {
                List<StoredEvent> read = store.after(position, batch.size());
                List<StoredEvent> kept = asTold(read, batch);
                kept.forEach(stored::add);
                if (!stored.hash().equals(reader.soFar().hash())) throw difference(batch, kept);
                rows.follow(kept);
                position = read.get(read.size() - 1).position();
            }
            requireNothingAfter(position);
            store.continueAfter(position);
        }
        rows.end();
    }

    private List<StoredEvent> asTold(List<StoredEvent> read, List<StoredEvent> told) {
        return IntStream.range(0, read.size())
                .mapToObj(index -> store.asTold(read.get(index), told.get(index)))
                .toList();
    }

    private void requireNothingAfter(long position) {
        if (store.after(position, 1).isEmpty()) return;
        throw notTheSame("it holds events after position %d, which the file does not".formatted(position));
    }

    private static HistoryRefused difference(List<StoredEvent> written, List<StoredEvent> kept) {
        int first = IntStream.range(0, kept.size())
                .filter(index -> !kept.get(index).equals(written.get(index)))
                .findFirst()
                .orElse(kept.size());
        return notTheSame("the event at position %d is missing or different"
                .formatted(written.get(first).position()));
    }

    private static HistoryRefused notTheSame(String how) {
        return new HistoryRefused(
                "the store is not what the file says: " + how,
                "Let nothing else write to the store, and start again with an empty one.");
    }
}
