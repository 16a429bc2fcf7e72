package dev.rendezvous.query.linkeddevice;

import dev.rendezvous.engine.Place;
import dev.rendezvous.engine.StoredTokens;
import dev.rendezvous.query.parked.ParkedEvents;
import dev.rendezvous.query.replay.Comparison;
import dev.rendezvous.query.replay.InTransaction;
import dev.rendezvous.query.replay.Replayable;
import java.util.function.Supplier;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Rebuilds the tables in the set that does not serve. Exchanging the sets is one row that changes in the transaction that
 * makes sure that both hold the same events; who writes them waits for it, who reads them does not.
 */
final class RebuiltTables implements Replayable {
    private final Generations generations;
    private final TableComparison comparison;
    private final StoredTokens tokens;
    private final TransactionOperations transaction;
    private final ParkedEvents parked;
    private final ParkedEvents parkedBeside;
    private final InTransaction<PendingEvents> beside;

    /**
     * @param parked of the tables that serve
     * @param parkedBeside of those that are rebuilt
     */
    RebuiltTables(
            Generations generations,
            TableComparison comparison,
            StoredTokens tokens,
            TransactionOperations transaction,
            ParkedEvents parked,
            ParkedEvents parkedBeside) {
        this.generations = generations;
        this.comparison = comparison;
        this.tokens = tokens;
        this.transaction = transaction;
        this.parked = parked;
        this.parkedBeside = parkedBeside;
        this.beside =
                new InTransaction<>(() -> new PendingEvents(generations.beside(), parkedBeside), PendingEvents::tell);
    }

    @Override
    public String projection() {
        return LinkedDeviceProjection.NAME;
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public @Nullable TrackingToken start(StreamableMessageSource<TrackedEventMessage<?>> log) {
        return log.createTailToken();
    }

    @Override
    public void begin() {
        discard();
    }

    @Override
    public Place served() {
        return Place.of(tokens.of(LinkedDeviceProjection.NAME).orElse(null));
    }

    @Override
    public void handle(EventMessage<?> event) {
        if (DeviceTables.isWritten(event)) beside.get().add(event);
    }

    @Override
    public <T> T standingStill(Supplier<T> action) {
        T done = transaction.execute(status -> {
            generations.hold();
            return action.get();
        });
        if (done == null) throw new IllegalStateException("no result");
        return done;
    }

    @Override
    public Portion compare(@Nullable String cursor) {
        beside.ifFound(PendingEvents::tell);
        return comparison.compare(cursor);
    }

    @Override
    public void takeOver(Comparison found) {
        beside.ifFound(PendingEvents::tell);
        generations.sets().exchange(found.differing());
        parked.replaceBy(parkedBeside);
    }

    /** Nobody reads these tables but those who began before they were exchanged, and notice. */
    @Override
    public void discard() {
        parkedBeside.clear();
        beside.get().tables().truncate();
    }
}
