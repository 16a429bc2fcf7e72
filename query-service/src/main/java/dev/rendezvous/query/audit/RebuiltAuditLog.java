package dev.rendezvous.query.audit;

import dev.rendezvous.engine.Place;
import dev.rendezvous.engine.ReplayedHistory;
import dev.rendezvous.engine.StoredTokens;
import dev.rendezvous.engine.settled.SettledLog;
import dev.rendezvous.query.replay.Comparison;
import dev.rendezvous.query.replay.InTransaction;
import dev.rendezvous.query.replay.Replayable;
import dev.rendezvous.query.replay.TableSets;
import java.util.function.Supplier;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.transaction.support.TransactionOperations;

/** Makes the audit log anew in the tables that do not serve, from the first event on: chained again, to the same hashes. */
final class RebuiltAuditLog implements Replayable {
    private static final int READ_AT_ONCE = 1_000;

    private final JdbcOperations db;
    private final TableSets tables;
    private final AuditComparison comparison;
    private final SettledLog log;
    private final StreamableMessageSource<TrackedEventMessage<?>> store;
    private final StoredTokens tokens;
    private final TransactionOperations transaction;
    private final LaterIndexes indexes;
    private final InTransaction<EntriesToWrite> entries;

    /** @param store that tells of new events */
    RebuiltAuditLog(
            JdbcOperations db,
            TableSets tables,
            SettledLog log,
            StreamableMessageSource<TrackedEventMessage<?>> store,
            StoredTokens tokens,
            TransactionOperations transaction) {
        this.db = db;
        this.tables = tables;
        this.comparison = new AuditComparison(db, tables);
        this.log = log;
        this.store = store;
        this.tokens = tokens;
        this.transaction = transaction;
        this.indexes = new LaterIndexes(db);
        this.entries = new InTransaction<>(
                () -> new EntriesToWrite(new AuditTable(db, tables.beside())), EntriesToWrite::write);
    }

    @Override
    public String projection() {
        return AuditLogProjection.NAME;
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public StreamableMessageSource<TrackedEventMessage<?>> source(ReplayedHistory history) {
        return new EntriesOfLog(log, store, READ_AT_ONCE);
    }

    /** The first event. */
    @Override
    public @Nullable TrackingToken start(StreamableMessageSource<TrackedEventMessage<?>> events) {
        return null;
    }

    @Override
    public void begin() {
        discard();
        indexes.drop(tables.beside());
    }

    @Override
    public Place served() {
        return Place.of(tokens.of(AuditLogProjection.NAME).orElse(null));
    }

    @Override
    public void handle(EventMessage<?> event) {
        entries.get().add((NextEntry) event.getPayload());
    }

    @Override
    public void complete() {
        transaction.executeWithoutResult(status -> indexes.create(tables.serving(), tables.beside()));
    }

    @Override
    public <T> T standingStill(Supplier<T> action) {
        T done = transaction.execute(status -> {
            tables.hold();
            return action.get();
        });
        if (done == null) throw new IllegalStateException("no result");
        return done;
    }

    @Override
    public Portion compare(@Nullable String cursor) {
        entries.ifFound(EntriesToWrite::write);
        return comparison.compare(cursor);
    }

    @Override
    public void takeOver(Comparison found) {
        entries.ifFound(EntriesToWrite::write);
        tables.exchange(found.differing());
    }

    /** Nobody reads these tables but those who began before they were exchanged, and notice. */
    @Override
    public void discard() {
        new AuditTable(db, tables.beside()).truncate();
    }
}
