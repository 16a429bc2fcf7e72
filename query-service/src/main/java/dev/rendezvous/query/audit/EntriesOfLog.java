package dev.rendezvous.query.audit;

import dev.rendezvous.engine.settled.SettledLog;
import dev.rendezvous.engine.settled.SettledPages;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;

/** The settled events of the log one by one, as {@link NextEntry}. What takes long about an entry is done by whoever reads it. */
final class EntriesOfLog implements StreamableMessageSource<TrackedEventMessage<?>> {
    private final SettledPages pages;

    /**
     * @param store that tells of new events
     * @param page how many events are read at once
     */
    EntriesOfLog(SettledLog log, StreamableMessageSource<TrackedEventMessage<?>> store, int page) {
        this.pages = new SettledPages(log, store, page);
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken after) {
        return new EntryStream(pages.openStream(after));
    }
}
