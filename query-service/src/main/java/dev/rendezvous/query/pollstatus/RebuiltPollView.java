package dev.rendezvous.query.pollstatus;

import dev.rendezvous.engine.Place;
import dev.rendezvous.engine.ReadPosition;
import dev.rendezvous.engine.ReplayedHistory;
import dev.rendezvous.query.replay.Comparison;
import dev.rendezvous.query.replay.Replayable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;

/** Rebuilds this node's poll view in memory, from the events that its start would read. */
final class RebuiltPollView implements Replayable {
    /** They take a few milliseconds. */
    private static final int SESSIONS_A_PORTION = 20_000;

    private final PollView serving;
    private final ReadPosition position;
    private final RebuildStart start;
    private final Clock clock;
    private final Duration retention;
    private PollView beside = new PollView();
    private AnnotationEventHandlerAdapter events;
    private List<PollSession> listed = List.of();
    private int listedServing;

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
    public StreamableMessageSource<TrackedEventMessage<?>> source(ReplayedHistory history) {
        return history.sealed();
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

    /**
     * The sessions that either has when the first portion is asked for, some at a time: what happens later happens to both. What is
     * to be forgotten is forgotten first, by both to the same moment.
     */
    @Override
    public Portion compare(@Nullable String cursor) {
        Instant cutoff = clock.instant().minus(retention);
        serving.forget(cutoff, Integer.MAX_VALUE);
        beside.forget(cutoff, Integer.MAX_VALUE);
        if (cursor == null) listSessions();
        int from = cursor == null ? 0 : Integer.parseInt(cursor);
        int to = Math.min(from + SESSIONS_A_PORTION, listed.size());
        List<PollSession> found = IntStream.range(from, to)
                .filter(this::isThere)
                .mapToObj(listed::get)
                .toList();
        List<String> differing = found.stream()
                .filter(session -> !isSame(session))
                .map(session -> "session " + session.id)
                .toList();
        return new Portion(Comparison.of(found.size(), differing), to < listed.size() ? String.valueOf(to) : null);
    }

    /** First all that the serving view has, then all of the rebuilt one. */
    private void listSessions() {
        listed = new ArrayList<>(serving.sessions().all());
        listedServing = listed.size();
        listed.addAll(beside.sessions().all());
    }

    /** Not if it was forgotten since, nor in the second half if it is one of the first. */
    private boolean isThere(int index) {
        PollSession session = listed.get(index);
        boolean served = serving.sessions().find(session) != null;
        return index < listedServing ? served : !served && beside.sessions().find(session) != null;
    }

    private boolean isSame(PollSession session) {
        PollSession served = serving.sessions().find(session);
        PollSession rebuilt = beside.sessions().find(session);
        return served != null && rebuilt != null && rebuilt.saysTheSameAs(served);
    }

    @Override
    public void takeOver(Comparison found) {
        serving.becomes(beside);
    }

    @Override
    public void discard() {
        beside = new PollView();
        events = into(beside);
        listed = List.of();
    }

    private AnnotationEventHandlerAdapter into(PollView view) {
        return new AnnotationEventHandlerAdapter(new PollProjection(view, clock));
    }
}
