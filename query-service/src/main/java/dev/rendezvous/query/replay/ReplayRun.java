package dev.rendezvous.query.replay;

import dev.rendezvous.engine.EventLog;
import dev.rendezvous.engine.Place;
import dev.rendezvous.engine.ReplayedHistory;
import java.util.Iterator;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;

/**
 * One replay on one node, from where its row says that it is to its end. Each step is one transaction, which first makes sure
 * that the replay is still this node's and still wanted, and holds events and position together: whoever goes on after a
 * crash finds a whole number of events.
 *
 * <p>What is replayed is a part of what the serving generation has handled, at any time. So there is a moment at which both
 * have handled the same, and while the serving one stands still they stay so: then they are compared, and exchanged.
 */
final class ReplayRun {
    private static final Logger LOG = LoggerFactory.getLogger(ReplayRun.class);

    /** So many positions are caught up with while the serving generation stands still. */
    private static final long CLOSE = 200;

    private static final long MOMENT = TimeUnit.MILLISECONDS.toNanos(5);

    private final UUID id;
    private final String node;
    private final Replayable projection;
    private final ReplayTable table;
    private final StreamableMessageSource<TrackedEventMessage<?>> source;
    private final EventLog log;
    private final TransactionOperations transaction;
    private final ReplayPace pace;
    private final CountDownLatch stopping;
    private Place place = Place.NOWHERE;

    ReplayRun(
            UUID id,
            String node,
            Replayable projection,
            ReplayTable table,
            ReplayedHistory history,
            EventLog log,
            TransactionOperations transaction,
            ReplayPace pace,
            CountDownLatch stopping) {
        this.id = id;
        this.node = node;
        this.projection = projection;
        this.table = table;
        this.source = projection.source(history);
        this.log = log;
        this.transaction = transaction;
        this.pace = pace;
        this.stopping = stopping;
    }

    /** @throws ReplayEnd if it did not come to a good end */
    void run() throws InterruptedException {
        ReplayRow row = inStep(this::mine);
        if (row.state() != ReplayState.TAKING_OVER && !replayed(row)) return;
        inStep(() -> {
            mine();
            projection.discard();
            table.end(id, ReplayState.TAKEN_OVER, null);
            return true;
        });
    }

    /** Whether it serves now. */
    private boolean replayed(ReplayRow row) throws InterruptedException {
        TrackingToken from = row.begun() ? row.token() : begin();
        place = Place.of(from);
        try (EventsAhead events = new EventsAhead(source.openStream(from), pace)) {
            catchUp(events);
            complete();
            catchUp(events);
            Comparison found = compared(events);
            boolean serve = row.takeOver() == TakeOver.ALWAYS || (row.takeOver() == TakeOver.IF_EQUAL && found.equal());
            if (serve) takeOver(events, found);
            else end(ReplayState.CHECKED, null);
            return serve;
        }
    }

    /** What was built is dropped, and the replay is over. */
    void end(ReplayState state, @Nullable String failure) {
        inStep(() -> {
            lockedMine();
            projection.discard();
            table.end(id, state, failure);
            return true;
        });
    }

    private @Nullable TrackingToken begin() {
        TrackingToken start = projection.start(source);
        inStep(() -> {
            mine();
            projection.begin();
            table.begun(id, start, Place.of(start).index());
            return true;
        });
        return start;
    }

    /** Returns when little is missing. */
    private void catchUp(EventsAhead events) throws InterruptedException {
        while (true) {
            events.take();
            long began = System.nanoTime();
            int handled = inStep(() -> handle(events));
            events.drop(handled);
            long behind = projection.served().index() - place.index();
            if (behind < CLOSE) return;
            pace.isBehind(behind);
            rest(began);
            if (handled == 0) pause(MOMENT);
        }
    }

    /** Beside the steps, which go on giving signs of life. */
    private void complete() throws InterruptedException {
        Aside aside = new Aside(projection::complete);
        do {
            inStep(() -> {
                mine();
                table.beat(id);
                return true;
            });
        } while (!aside.isDone());
    }

    private Comparison compared(EventsAhead events) throws InterruptedException {
        inStep(() -> {
            mine();
            table.state(id, ReplayState.COMPARING);
            return true;
        });
        Comparison found = Comparison.NOTHING;
        String cursor = null;
        do {
            String from = cursor;
            long began = System.nanoTime();
            Replayable.Portion portion = level(events, () -> projection.compare(from));
            found = found.and(portion.found());
            cursor = portion.next();
            rest(began);
            catchUp(events);
        } while (cursor != null);
        Comparison all = found;
        inStep(() -> {
            mine();
            table.compared(id, all);
            return true;
        });
        return found;
    }

    private void takeOver(EventsAhead events, Comparison found) throws InterruptedException {
        level(events, () -> {
            projection.takeOver(found);
            table.state(id, ReplayState.TAKING_OVER);
            return true;
        });
    }

    private record Level<T>(int handled, @Nullable T result) {}

    /** Runs {@code action} at a moment at which both generations have handled the same. */
    private <T> T level(EventsAhead events, Supplier<T> action) throws InterruptedException {
        pace.hurry(true);
        try {
            return levelled(events, action);
        } finally {
            pace.hurry(false);
        }
    }

    private <T> T levelled(EventsAhead events, Supplier<T> action) throws InterruptedException {
        while (true) {
            events.take();
            Level<T> tried = projection.standingStill(() -> timed(() -> inStep(() -> {
                int handled = handle(events);
                return new Level<>(handled, isLevel(projection.served()) ? action.get() : null);
            })));
            events.drop(tried.handled());
            if (tried.result() != null) return tried.result();
            if (tried.handled() == 0) pause(MOMENT);
        }
    }

    private <T> T timed(Supplier<T> still) {
        long began = System.nanoTime();
        T done = still.get();
        LOG.debug("{} stood still for {} us", projection.projection(), (System.nanoTime() - began) / 1_000);
        return done;
    }

    /** How many events were handled: those that the serving generation has, for as long as a step may take. */
    private int handle(EventsAhead events) {
        mine();
        Place served = projection.served();
        long end = System.nanoTime() + pace.step();
        TrackedEventMessage<?> last = null;
        int handled = 0;
        Iterator<TrackedEventMessage<?>> next = events.iterator();
        while (next.hasNext() && System.nanoTime() - end < 0) {
            TrackedEventMessage<?> event = next.next();
            if (!served.covers(positionOf(event.trackingToken()))) break;
            handle(event);
            last = event;
            handled++;
        }
        if (last == null) table.beat(id);
        else reached(last.trackingToken(), handled);
        return handled;
    }

    private void handle(TrackedEventMessage<?> event) {
        try {
            projection.handle(event);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("%s cannot be replayed".formatted(event.getIdentifier()), e);
        }
    }

    private void reached(TrackingToken token, int handled) {
        place = Place.of(token);
        table.progress(id, token, place.index(), handled);
    }

    private boolean isLevel(Place served) {
        return place.index() >= served.index() && !log.anyCommitted(place.missingOf(served));
    }

    private ReplayRow mine() {
        ReplayRow row = lockedMine();
        if (row.cancelled()) throw new ReplayEnd(ReplayEnd.Reason.CANCELLED, "cancelled", null);
        if (stopping.getCount() == 0) throw new ReplayEnd(ReplayEnd.Reason.STOPPING, "this node stops", null);
        return row;
    }

    private ReplayRow lockedMine() {
        return table.lock(id)
                .filter(row -> row.state().isRunning() && row.node().equals(node))
                .orElseThrow(() -> new ReplayEnd(ReplayEnd.Reason.LOST, "not this node's any more", null));
    }

    private <T> T inStep(Supplier<T> step) {
        T done = transaction.execute(status -> step.get());
        if (done == null) throw new IllegalStateException("a step has a result");
        return done;
    }

    private void rest(long began) throws InterruptedException {
        pause(pace.restAfter(System.nanoTime() - began));
    }

    private void pause(long nanos) throws InterruptedException {
        if (nanos > 0 && stopping.await(nanos, TimeUnit.NANOSECONDS))
            throw new ReplayEnd(ReplayEnd.Reason.STOPPING, "this node stops", null);
    }

    private static long positionOf(TrackingToken token) {
        return Place.of(token).index();
    }
}
