package dev.rendezvous.query.catchup;

import dev.rendezvous.engine.EventLog;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** An event log whose head and late commits a test decides, and which counts how often it is read. */
public final class ScriptedLog implements EventLog {
    public final AtomicInteger headReads = new AtomicInteger();
    public final Set<Long> committed = ConcurrentHashMap.newKeySet();
    public volatile long head = -1;
    public volatile boolean broken;
    public volatile Instant oldest = Instant.EPOCH;

    @Override
    public long head() {
        headReads.incrementAndGet();
        if (broken) throw new IllegalStateException("no database");
        return head;
    }

    @Override
    public boolean anyCommitted(Collection<Long> positions) {
        return positions.stream().anyMatch(committed::contains);
    }

    @Override
    public @Nullable Instant timeAfter(long position) {
        return position < head ? oldest : null;
    }
}
