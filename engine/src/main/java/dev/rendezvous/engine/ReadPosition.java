package dev.rendezvous.engine;

import dev.rendezvous.api.refusal.Refusal;
import dev.rendezvous.api.refusal.RefusalCode;
import dev.rendezvous.api.refusal.Refused;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SortedSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.axonframework.config.Configuration;
import org.axonframework.config.EventProcessingConfigurer;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventProcessorConfiguration;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * How far one view has read the event log on this node. It tells of an event only after the batch that holds it was
 * committed.
 *
 * <p>It is not a handler interceptor itself, although it needs one: Axon would have every bean that is one intercept all
 * processors, and this view's position would be that of another.
 */
public final class ReadPosition {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration RETRY = Duration.ofSeconds(1);

    private static final Reached NOWHERE = new Reached(-1, Collections.emptySortedSet());

    private final Queue<Waiter> waiters = new ConcurrentLinkedQueue<>();
    private final List<Runnable> before = new CopyOnWriteArrayList<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile Reached reached = NOWHERE;
    private @Nullable TrackingToken newestHandled;

    /** Everything up to {@code index} was handled, except the events at {@code gaps}, which may never come. */
    private record Reached(long index, SortedSet<Long> gaps) {
        boolean covers(long position) {
            return position <= index && !gaps.contains(position);
        }
    }

    private record Waiter(long position, CompletableFuture<@Nullable Void> done) {}

    /**
     * Has a tracking processor read the event store for the view, and follows it. An event whose handler fails is handled
     * again and again, never skipped.
     *
     * @param reading for a single thread
     */
    public void follow(
            EventProcessingConfigurer processing, String processor, TrackingEventProcessorConfiguration reading) {
        reading.andEventTrackerStatusChangeListener(this::onStatusChange);
        processing
                .registerTrackingEventProcessor(processor, Configuration::eventStore, axon -> reading)
                .registerListenerInvocationErrorHandler(processor, axon -> PropagatingErrorHandler.instance())
                .registerHandlerInterceptor(processor, axon -> this::handle);
    }

    /** Position of the newest event that the view has handled, -1 before the first. */
    public long index() {
        return reached.index();
    }

    /** Positions up to {@code position} that the view passed without seeing an event there. */
    public SortedSet<Long> gapsUpTo(long position) {
        return reached.gaps().headSet(position + 1);
    }

    /**
     * Runs {@code listener} when events were handled and committed, before anybody is told so, on the thread that handles
     * them: what it prepares is there for whoever waited for these events.
     */
    public void beforeProgress(Runnable listener) {
        before.add(listener);
    }

    /** Runs {@code listener} after each progress, on the thread that handles the events: it must be quick. */
    public void onProgress(Runnable listener) {
        listeners.add(listener);
    }

    /**
     * Completes when the view has handled the event at {@code position}; fails with {@link RefusalCode#UNAVAILABLE} if
     * that takes longer than two seconds. For reads after writes, with the {@code X-Position} of the write.
     *
     * @param position null for any, at once
     */
    public CompletableFuture<@Nullable Void> whenReached(@Nullable Long position) {
        if (position == null) return CompletableFuture.completedFuture(null);
        return whenReached(position, PATIENCE);
    }

    CompletableFuture<@Nullable Void> whenReached(long position, Duration atMost) {
        if (reached.covers(position)) return CompletableFuture.completedFuture(null);
        Waiter waiter = new Waiter(position, new CompletableFuture<>());
        waiters.add(waiter);
        if (reached.covers(position)) waiter.done().complete(null);
        return waiter.done()
                .orTimeout(atMost.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((done, failure) -> waiters.remove(waiter))
                .exceptionallyCompose(late -> CompletableFuture.failedFuture(new Refused(
                        Refusal.until(RefusalCode.UNAVAILABLE, RETRY), "the view has not reached that position yet")));
    }

    /** The view has handled everything that {@code token} covers; null for nothing. */
    public void reached(@Nullable TrackingToken token) {
        before.forEach(Runnable::run);
        reached = placeOf(token);
        for (Waiter waiter : waiters) {
            if (reached.covers(waiter.position())) waiter.done().complete(null);
        }
        listeners.forEach(Runnable::run);
    }

    /** A status listener does not hear of a late event that fills a gap, so each event must be looked at. */
    @Nullable
    Object handle(UnitOfWork<? extends EventMessage<?>> unitOfWork, InterceptorChain chain) throws Exception {
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

    private static Reached placeOf(@Nullable TrackingToken token) {
        @Nullable TrackingToken raw = token == null ? null : WrappedToken.unwrapLowerBound(token);
        if (raw == null) return NOWHERE;
        return raw instanceof GapAwareTrackingToken gapAware
                ? new Reached(gapAware.getIndex(), gapAware.getGaps())
                : new Reached(raw.position().orElse(-1), Collections.emptySortedSet());
    }
}
