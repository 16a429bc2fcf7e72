package dev.rendezvous.query.catchup;

import dev.rendezvous.api.refusal.Refusal;
import dev.rendezvous.api.refusal.RefusalCode;
import dev.rendezvous.api.refusal.Refused;
import dev.rendezvous.engine.EventLog;
import dev.rendezvous.engine.ReadPosition;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Waits until a view has handled every event that was committed before the wait began (R9), or before an earlier moment.
 *
 * <p>However many wait, the log is read by one thread, one read at a time and no more often than every
 * {@value #SPACING_MILLIS} ms: all who came before a read share it as one wave. The view has caught up with a read when it
 * has passed the head that was read and none of the gaps that it left below is a committed event; the gaps of rolled back
 * transactions keep nobody waiting.
 */
public final class CatchUp implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CatchUp.class);
    private static final long SPACING_MILLIS = 5;
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final EventLog log;
    private final ReadPosition position;
    private final Duration patience;
    private final Scheduler reader = Schedulers.newSingle("catch-up", true);
    private final AtomicBoolean stepIsDue = new AtomicBoolean();
    private final AtomicReference<Wave> open = new AtomicReference<>(new Wave());
    private final Deque<Wave> read = new ArrayDeque<>(); // by the reader's thread only
    private volatile boolean anyRead;
    private volatile long lastStep;
    private boolean failing;

    /** Those who came between two reads of the head. */
    private static final class Wave {
        private final AtomicBoolean asked = new AtomicBoolean();
        private final Sinks.One<Boolean> caughtUp = Sinks.one();
        private volatile boolean over;
        private long head;

        void end(boolean reached) {
            over = true;
            caughtUp.tryEmitValue(reached);
        }
    }

    /** @param patience how long a wait may take */
    public CatchUp(EventLog log, ReadPosition position, Duration patience) {
        this.log = log;
        this.position = position;
        this.patience = patience;
        this.lastStep = now() - SPACING_MILLIS;
        position.onProgress(() -> {
            if (anyRead) stepSoon();
        });
    }

    /** Completes when the view has caught up with the moment of this call, or fails with {@code UNAVAILABLE}. */
    public Mono<Void> withNow() {
        Wave wave = open.get();
        if (wave.asked.compareAndSet(false, true)) {
            Schedulers.parallel().schedule(() -> giveUp(wave), patience.toMillis(), TimeUnit.MILLISECONDS);
            stepSoon();
        }
        return wave.caughtUp.asMono().flatMap(caughtUp -> caughtUp ? Mono.empty() : Mono.error(CatchUp::unavailable));
    }

    /**
     * Completes when the view has handled everything up to {@code position}, or fails with {@code UNAVAILABLE}. For reads
     * after writes, with the {@code X-Position} of the write.
     *
     * @param minPosition null for any, at once
     */
    public Mono<Void> with(@Nullable Long minPosition) {
        if (minPosition == null || hasAllUpTo(minPosition)) return Mono.empty();
        return withNow()
                .then(Mono.defer(() -> position.index() < minPosition ? Mono.error(unavailable()) : Mono.empty()));
    }

    private boolean hasAllUpTo(long index) {
        return index <= position.index() && position.gapsUpTo(index).isEmpty();
    }

    @Override
    public void close() {
        reader.dispose();
    }

    private void stepSoon() {
        if (!stepIsDue.compareAndSet(false, true)) return;
        reader.schedule(this::step, Math.max(0, lastStep + SPACING_MILLIS - now()), TimeUnit.MILLISECONDS);
    }

    private void step() {
        stepIsDue.set(false);
        lastStep = now();
        try {
            readHead();
            releaseReached();
            failing = false;
        } catch (RuntimeException e) {
            if (!failing) LOG.error("The event log cannot be read; what the views do not know is answered 503", e);
            failing = true;
            read.forEach(wave -> wave.end(false));
            read.clear();
        }
        anyRead = !read.isEmpty();
    }

    private void readHead() {
        Wave wave = open.get();
        if (!wave.asked.get() || !open.compareAndSet(wave, new Wave())) return;
        read.add(wave);
        wave.head = log.head();
        anyRead = true; // before the position is looked at: from here on progress is heard of
    }

    private void releaseReached() {
        read.removeIf(wave -> wave.over);
        long index = position.index();
        @Nullable Wave last = null;
        for (Wave wave : read) {
            if (wave.head <= index) last = wave;
        }
        if (last == null || log.anyCommitted(position.gapsUpTo(last.head))) return;
        Wave released;
        do {
            released = read.remove();
            released.end(true);
        } while (released != last);
    }

    /** Nobody may join a wave that has been given up. */
    private void giveUp(Wave wave) {
        open.compareAndSet(wave, new Wave());
        wave.end(false);
    }

    /** What whoever waited in vain is told. */
    public static Refused unavailable() {
        return new Refused(Refusal.until(RefusalCode.UNAVAILABLE, RETRY), "the view has not caught up yet");
    }

    private static long now() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }
}
