package dev.rendezvous.engine;

import dev.rendezvous.engine.personal.KeysAhead;
import java.util.List;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackingToken;

/** Pages of events that will all be opened (R57). */
final class OpenedPages extends SqlEventStorage {
    private final KeysAhead keys;

    OpenedPages(Builder builder, TransactionManager transactions, KeysAhead keys) {
        super(builder, transactions);
        this.keys = keys;
    }

    @Override
    protected List<? extends TrackedEventData<?>> fetchTrackedEvents(TrackingToken lastToken, int batchSize) {
        List<? extends TrackedEventData<?>> page = super.fetchTrackedEvents(lastToken, batchSize);
        keys.lookUpFor(page);
        return page;
    }
}
