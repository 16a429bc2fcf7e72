package dev.rendezvous.engine;

import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * How far one view has read the event log. It tells of an event only after the batch that holds it was committed.
 *
 * <p>It is not a handler interceptor itself, although it needs one: Axon would have every bean that is one intercept all
 * processors, and this view's position would be that of another.
 */
public final class ReadPosition {
    private final List<LongConsumer> before = new CopyOnWriteArrayList<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final ReentrantLock handling = new ReentrantLock();
    private volatile Place reached = Place.NOWHERE;
    private @Nullable TrackingToken newestHandled;

    /** Position of the newest event that the view has handled, -1 before the first. */
    public long index() {
        return reached.index();
    }

    /** Which events the view has handled and committed. */
    public Place place() {
        return reached;
    }

    /** Positions up to {@code position} that the view passed without seeing an event there. */
    public SortedSet<Long> gapsUpTo(long position) {
        return reached.gaps().headSet(position + 1);
    }

    /**
     * Tells {@code listener} the new position when events were handled and committed, before anybody else is told, on the
     * thread that handles them: what it prepares is there for whoever waited for these events.
     */
    public void beforeProgress(LongConsumer listener) {
        before.add(listener);
    }

    /** Runs {@code listener} after each progress, on the thread that handles the events: it must be quick. */
    public void onProgress(Runnable listener) {
        listeners.add(listener);
    }

    /**
     * Runs {@code action} between two batches of the view's processor: what the view holds is what its {@link #place()} says,
     * all the while. Those who wait for the view wait for this too, so it must be quick.
     */
    public <T> T whileStill(Supplier<T> action) {
        handling.lock();
        try {
            return action.get();
        } finally {
            handling.unlock();
        }
    }

    /** The view has handled everything that {@code token} covers; null for nothing. */
    public void reached(@Nullable TrackingToken token) {
        Place place = Place.of(token);
        before.forEach(listener -> listener.accept(place.index()));
        reached = place;
        listeners.forEach(Runnable::run);
    }

    /** A status listener does not hear of a late event that fills a gap, so each event must be looked at. */
    @Nullable
    Object handle(UnitOfWork<? extends EventMessage<?>> unitOfWork, InterceptorChain chain) throws Exception {
        if (!handling.isHeldByCurrentThread()) {
            handling.lock();
            unitOfWork.onCleanup(over -> handling.unlock());
        }
        Object result = chain.proceed();
        if (unitOfWork.getMessage() instanceof TrackedEventMessage<?> event) {
            newestHandled = event.trackingToken();
            unitOfWork.afterCommit(committed -> publishNewest());
        }
        return result;
    }

    /** Without a reader, as during a reset, the view stands nowhere. */
    void onStatusChange(Map<Integer, EventTrackerStatus> changed) {
        for (EventTrackerStatus status : changed.values()) {
            if (status.trackerAdded()) reached(status.getTrackingToken());
            if (status.trackerRemoved()) reached(null);
        }
    }

    /** Called once for each event of a batch; the first call tells of all. */
    private void publishNewest() {
        TrackingToken newest = newestHandled;
        if (newest == null) return;
        newestHandled = null;
        reached(newest);
    }
}
