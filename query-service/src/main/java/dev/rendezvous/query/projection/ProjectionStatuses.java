package dev.rendezvous.query.projection;

import dev.rendezvous.engine.EventLog;
import dev.rendezvous.query.catchup.FollowedView;
import dev.rendezvous.query.catchup.ProjectionLag;
import dev.rendezvous.query.parked.ParkedEvents;
import dev.rendezvous.query.parked.Retryable;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.StreamingEventProcessor;

/** Compares every followed view with the log. */
final class ProjectionStatuses {
    private final List<FollowedView> views;
    private final EventLog log;
    private final ProjectionLag lag;
    private final StallWatch stalls;
    private final EventProcessingConfiguration processors;
    private final List<Retryable> parking;

    ProjectionStatuses(
            List<FollowedView> views,
            EventLog log,
            ProjectionLag lag,
            StallWatch stalls,
            EventProcessingConfiguration processors,
            List<Retryable> parking) {
        this.views = views;
        this.log = log;
        this.lag = lag;
        this.stalls = stalls;
        this.processors = processors;
        this.parking = parking;
    }

    /** By name. Reads the log; fails if that cannot be read. */
    List<ProjectionStatus> all() {
        return views.stream()
                .map(this::of)
                .sorted((a, b) -> a.name().compareTo(b.name()))
                .toList();
    }

    private ProjectionStatus of(FollowedView view) {
        long position = view.position().index(); // before the head, so that it is never beyond
        long head = log.head();
        long behind = Math.max(0, head - position);
        long millis = behind == 0 ? 0 : lag.millisAfter(position);
        return new ProjectionStatus(
                view.projection(),
                position,
                head,
                new ProjectionStatus.Lag(behind, millis),
                stateOf(view.projection(), behind),
                parkedOf(view.projection()));
    }

    private long parkedOf(String projection) {
        return parking.stream()
                .map(Retryable::parked)
                .filter(parked -> parked.projection().equals(projection))
                .mapToLong(ParkedEvents::count)
                .sum();
    }

    private ProjectionState stateOf(String projection, long behind) {
        if (stalls.isStalled(projection)) return ProjectionState.STALLED;
        if (isFailing(projection)) return ProjectionState.FAILING;
        return behind == 0 ? ProjectionState.CURRENT : ProjectionState.BEHIND;
    }

    private boolean isFailing(String projection) {
        return processors
                .eventProcessor(projection, StreamingEventProcessor.class)
                .map(processor -> processor.processingStatus().values().stream())
                .orElseGet(Stream::of)
                .anyMatch(EventTrackerStatus::isErrorState);
    }
}
