package dev.rendezvous.query.pollstatus;

import dev.rendezvous.engine.Place;
import dev.rendezvous.engine.ReadPosition;
import dev.rendezvous.query.replay.Comparison;
import dev.rendezvous.query.replay.Replayable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;

/** Rebuilds this node's poll view in memory, from the events that its start would read. */
final class RebuiltPollView implements Replayable {
    private final PollView serving;
    private final ReadPosition position;
    private final RebuildStart start;
    private final Clock clock;
    private final Duration retention;
    private PollView beside = new PollView();
    private AnnotationEventHandlerAdapter events;

    RebuiltPollView(PollView serving, ReadPosition position, RebuildStart start, Clock clock, Duration retention) {
        this.serving = serving;
        this.position = position;
        this.start = start;
        this.clock = clock;
        this.retention = retention;
        this.events = into(beside);
    }

    @Override
    public String projection() {
        return PollProjection.NAME;
    }

    @Override
    public boolean isShared() {
        return false;
    }

    @Override
    public boolean readsPersonalTexts() {
        return false;
    }

    @Override
    public @Nullable TrackingToken start(StreamableMessageSource<TrackedEventMessage<?>> log) {
        return start.in(log);
    }

    @Override
    public void begin() {
        discard();
    }

    @Override
    public Place served() {
        return position.place();
    }

    @Override
    public void handle(EventMessage<?> event) throws Exception {
        events.handle(event);
    }

    @Override
    public <T> T standingStill(Supplier<T> action) {
        return position.whileStill(action);
    }

    /** All at once. What is to be forgotten is forgotten first, by both to the same moment. */
    @Override
    public Portion compare(@Nullable String cursor) {
        Instant cutoff = clock.instant().minus(retention);
        serving.forget(cutoff, Integer.MAX_VALUE);
        beside.forget(cutoff, Integer.MAX_VALUE);
        PollSessions old = serving.sessions();
        PollSessions rebuilt = beside.sessions();
        List<String> differing = Stream.concat(
                        old.all().stream().filter(session -> !isIn(rebuilt, session)),
                        rebuilt.all().stream().filter(session -> old.find(session) == null))
                .map(session -> "session " + session.id)
                .toList();
        long compared = old.size()
                + rebuilt.all().stream()
                        .filter(session -> old.find(session) == null)
                        .count();
        return new Portion(Comparison.of(compared, differing), null);
    }

    @Override
    public void takeOver(Comparison found) {
        serving.becomes(beside);
    }

    @Override
    public void discard() {
        beside = new PollView();
        events = into(beside);
    }

    private AnnotationEventHandlerAdapter into(PollView view) {
        return new AnnotationEventHandlerAdapter(new PollProjection(view, clock));
    }

    private static boolean isIn(PollSessions others, PollSession session) {
        PollSession other = others.find(session);
        return other != null && other.saysTheSameAs(session);
    }
}
