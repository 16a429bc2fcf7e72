package dev.rendezvous.engine.settled;

import dev.rendezvous.engine.history.StoredEvent;
import java.util.List;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GenericTrackedEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;

/**
 * What a tracking event processor reads to be handed settled events: a message is a {@link SettledPage}, its token the position of
 * the page's last event. Nothing is deserialised. While there is nothing new, waits for the store to tell of an event, as other
 * readers do, and costs nothing.
 */
public final class SettledPages implements StreamableMessageSource<TrackedEventMessage<?>> {
    private final SettledLog log;
    private final StreamableMessageSource<TrackedEventMessage<?>> store;
    private final int size;

    /**
     * @param store that tells of new events
     * @param size most events of a page
     */
    public SettledPages(SettledLog log, StreamableMessageSource<TrackedEventMessage<?>> store, int size) {
        this.log = log;
        this.store = store;
        this.size = size;
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken after) {
        return new SettledStream(this::page, new NewEvents(store), after == null ? -1 : position(after));
    }

    /** Before the first event. */
    @Override
    public @Nullable TrackingToken createTailToken() {
        return null;
    }

    private @Nullable TrackedEventMessage<?> page(long position) {
        List<StoredEvent> events = log.after(position, size);
        if (events.isEmpty()) return null;
        long last = events.get(events.size() - 1).position();
        return new GenericTrackedEventMessage<>(
                new GlobalSequenceTrackingToken(last),
                GenericEventMessage.<SettledPage>asEventMessage(new SettledPage(events)));
    }

    static long position(TrackingToken token) {
        return token.position().orElseThrow();
    }
}
