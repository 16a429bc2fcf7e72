package dev.rendezvous.engine.history;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.EventUtils;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedDomainEventData;
import org.axonframework.eventhandling.TrackedEventMessage;

/** A file that an export wrote, read as the events it holds: no store is needed for it. */
public final class HistoryFile {
    private static final int PAGE = 1_000;

    private final Path file;
    private final Configuration axon;

    /** @param axon whose serializer and upcasters make events of what is stored */
    public HistoryFile(Path file, Configuration axon) {
        this.file = file;
        this.axon = axon;
    }

    /**
     * Hands over each event, oldest first, with its position as tracking token, once its line and all before it are checked.
     *
     * @throws HistoryRefused at the first line that is not as it was written
     */
    public MovedHistory forEach(Consumer<TrackedEventMessage<?>> handler) throws IOException {
        try (HistoryReader reader = new HistoryReader(file)) {
            for (List<StoredEvent> page = reader.next(PAGE); !page.isEmpty(); page = reader.next(PAGE)) {
                messages(page).forEach(handler);
            }
            return reader.soFar();
        }
    }

    private Stream<TrackedEventMessage<?>> messages(List<StoredEvent> page) {
        return EventUtils.upcastAndDeserializeTrackedEvents(
                page.stream().map(HistoryFile::tracked), axon.eventSerializer(), axon.upcasterChain());
    }

    private static TrackedDomainEventData<byte[]> tracked(StoredEvent event) {
        return new TrackedDomainEventData<>(new GlobalSequenceTrackingToken(event.position()), RowsAgain.entry(event));
    }
}
