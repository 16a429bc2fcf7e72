package dev.rendezvous.query.replay;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.AxonThreadFactory;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;

/**
 * Events that were read and not handled yet: a thread of its own reads the next ones, outside of transactions, while those
 * before are handled inside. However long the history, a few thousand are held: more would be
 * copied by each collection of garbage. All else is for one thread.
 */
final class EventsAhead implements AutoCloseable {
    private static final int PAGE = 500;
    private static final int SHORT_PAGE = 20;
    private static final int PAGES_AHEAD = 2;
    private static final int MOST = 1_500;
    private static final int MOMENT_MILLIS = 5;

    /** A look for the next event may wait for the disk, and find what came meanwhile: a page need not become full. */
    private static final long PAGE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final BlockingStream<TrackedEventMessage<?>> stream;
    private final ReplayPace pace;
    private final BlockingQueue<List<TrackedEventMessage<?>>> pages = new ArrayBlockingQueue<>(PAGES_AHEAD);
    private final Deque<TrackedEventMessage<?>> events = new ArrayDeque<>(MOST + PAGE);
    private final Thread reader = new AxonThreadFactory("replay-reading").newThread(this::readOn);
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable RuntimeException failure;

    /** Closes {@code stream} with itself. */
    EventsAhead(BlockingStream<TrackedEventMessage<?>> stream, ReplayPace pace) {
        this.stream = stream;
        this.pace = pace;
        reader.start();
    }

    /**
     * Has {@link #iterator()} tell what was read meanwhile. Waits a moment for the first if there is none.
     *
     * @throws RuntimeException that reading has failed with
     */
    void take() throws InterruptedException {
        if (events.size() >= MOST) return;
        RuntimeException failed = failure; // before the last page is looked for
        List<TrackedEventMessage<?>> page =
                events.isEmpty() ? pages.poll(MOMENT_MILLIS, TimeUnit.MILLISECONDS) : pages.poll();
        if (page == null && failed != null) throw failed;
        while (page != null) {
            events.addAll(page);
            page = events.size() < MOST ? pages.poll() : null;
        }
    }

    /** In order; nothing is removed. */
    Iterator<TrackedEventMessage<?>> iterator() {
        return events.iterator();
    }

    /** The first so many were handled. */
    void drop(int handled) {
        for (int i = 0; i < handled; i++) events.remove();
    }

    /** Returns when nothing is read any more. */
    @Override
    public void close() {
        closed.countDown();
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void readOn() {
        try (stream) {
            while (isOpen()) {
                long began = System.nanoTime();
                List<TrackedEventMessage<?>> page = nextPage();
                long rest = page.isEmpty() ? 0 : pace.restAfter(System.nanoTime() - began);
                offer(page);
                if (closed.await(rest, TimeUnit.NANOSECONDS)) return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    private boolean isOpen() {
        return closed.getCount() > 0;
    }

    /** Empty if nothing is there for a moment. */
    private List<TrackedEventMessage<?>> nextPage() throws InterruptedException {
        List<TrackedEventMessage<?>> page = new ArrayList<>();
        int most = pace.isResting() ? SHORT_PAGE : PAGE;
        boolean more = stream.hasNextAvailable(MOMENT_MILLIS, TimeUnit.MILLISECONDS);
        long end = System.nanoTime() + PAGE_NANOS;
        while (more) {
            page.add(stream.nextAvailable());
            more = page.size() < most && System.nanoTime() - end < 0 && stream.hasNextAvailable();
        }
        return page;
    }

    private void offer(List<TrackedEventMessage<?>> page) throws InterruptedException {
        boolean taken = page.isEmpty();
        while (!taken && isOpen()) taken = pages.offer(page, MOMENT_MILLIS, TimeUnit.MILLISECONDS);
    }
}
