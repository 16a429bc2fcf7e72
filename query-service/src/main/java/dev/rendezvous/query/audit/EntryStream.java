package dev.rendezvous.query.audit;

import dev.rendezvous.engine.history.HistoryChain;
import dev.rendezvous.engine.history.StoredEvent;
import dev.rendezvous.engine.settled.SettledPage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GenericTrackedEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;

/** The entries of settled pages. For one thread. */
final class EntryStream implements BlockingStream<TrackedEventMessage<?>> {
    private final BlockingStream<TrackedEventMessage<?>> pages;
    private final HistoryChain digests = new HistoryChain();
    private final Deque<StoredEvent> page = new ArrayDeque<>();

    EntryStream(BlockingStream<TrackedEventMessage<?>> pages) {
        this.pages = pages;
    }

    @Override
    public boolean hasNextAvailable() {
        return !page.isEmpty() || pages.hasNextAvailable();
    }

    @Override
    public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
        return !page.isEmpty() || pages.hasNextAvailable(timeout, unit);
    }

    @Override
    public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
        if (page.isEmpty()) turnPage();
        return message(page.remove());
    }

    /** Nobody looks at an entry and leaves it. */
    @Override
    public Optional<TrackedEventMessage<?>> peek() {
        throw new UnsupportedOperationException("entries are taken");
    }

    @Override
    public void close() {
        pages.close();
    }

    private void turnPage() throws InterruptedException {
        page.addAll(((SettledPage) pages.nextAvailable().getPayload()).events());
    }

    private TrackedEventMessage<NextEntry> message(StoredEvent event) {
        NextEntry entry = NextEntry.of(event, digests);
        return new GenericTrackedEventMessage<>(
                new GlobalSequenceTrackingToken(entry.position()),
                new GenericEventMessage<>(event.eventId(), entry, Map.of(), entry.time()));
    }
}
