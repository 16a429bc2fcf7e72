package dev.rendezvous.engine.settled;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;

/** One reader of settled pages. For one thread. */
final class SettledStream implements BlockingStream<TrackedEventMessage<?>> {
    /** Between two looks at what is not settled yet: nobody tells of a transaction that is rolled back. */
    private static final long LOOK_AGAIN_MILLIS = 10;

    /** Between two looks while nothing is told. */
    private static final long LOOK_ANYWAY_MILLIS = 250;

    private static final long SOON_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final LongFunction<@Nullable TrackedEventMessage<?>> pageAfter;
    private final NewEvents news;
    private long position;
    private long newsAt = System.nanoTime();
    private @Nullable TrackedEventMessage<?> next;

    SettledStream(LongFunction<@Nullable TrackedEventMessage<?>> pageAfter, NewEvents news, long position) {
        this.pageAfter = pageAfter;
        this.news = news;
        this.position = position;
    }

    @Override
    public Optional<TrackedEventMessage<?>> peek() {
        read();
        return Optional.ofNullable(next);
    }

    @Override
    public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
        long end = System.nanoTime() + unit.toNanos(timeout);
        while (!read()) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) return false;
            if (news.isListening()) await(left);
            else news.listen(); // and look once more, for what came before this
        }
        return true;
    }

    @Override
    public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
        while (true) {
            TrackedEventMessage<?> page = next;
            if (page != null) {
                next = null;
                position = SettledPages.position(page.trackingToken());
                return page;
            }
            hasNextAvailable(1, TimeUnit.HOURS);
        }
    }

    @Override
    public void close() {
        news.close();
    }

    private void await(long left) throws InterruptedException {
        boolean soon = System.nanoTime() - newsAt < SOON_NANOS;
        if (news.await(Math.min(left, soon ? LOOK_AGAIN_MILLIS : LOOK_ANYWAY_MILLIS))) newsAt = System.nanoTime();
    }

    private boolean read() {
        if (next != null) return true;
        next = pageAfter.apply(position);
        if (next != null) news.close();
        return next != null;
    }
}
