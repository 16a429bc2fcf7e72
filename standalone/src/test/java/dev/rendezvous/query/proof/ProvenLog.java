package dev.rendezvous.query.proof;

import dev.rendezvous.api.profile.DeviceGroups;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;

/** Proves the whole history of a product in which no profile was changed while anything was decided. */
public final class ProvenLog {
    private ProvenLog() {}

    /** Every event that a rule forbids. */
    public static List<String> breachesIn(EventStorageEngine history, DeviceGroups groups) {
        Proof proof = new Proof(groups, Duration.ZERO);
        try (Stream<? extends TrackedEventMessage<?>> events = history.readEvents(null, false)) {
            events.forEach(event -> proof.next(StoredHistory.past(event)));
        }
        return proof.end().breaches().stream().map(Breach::toString).toList();
    }
}
