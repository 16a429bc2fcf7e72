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

    /** Every addition that a limit should have refused. */
    public static List<String> violationsIn(EventStorageEngine history, DeviceGroups groups) {
        LimitProof proof = new LimitProof(groups, Duration.ZERO);
        try (Stream<? extends TrackedEventMessage<?>> events = history.readEvents(null, false)) {
            events.forEach(event -> proof.next(
                    event.trackingToken().position().orElseThrow(), event.getTimestamp(), event.getPayload()));
        }
        return proof.violations().stream().map(LimitViolation::toString).toList();
    }
}
