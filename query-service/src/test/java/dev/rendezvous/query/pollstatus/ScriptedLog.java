package dev.rendezvous.query.pollstatus;

import dev.rendezvous.engine.EventLog;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** An event log whose head and late commits a test decides, and which counts how often it is read. */
final class ScriptedLog implements EventLog {
    final AtomicInteger headReads = new AtomicInteger();
    final Set<Long> committed = ConcurrentHashMap.newKeySet();
    volatile long head = -1;
    volatile boolean broken;

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
}
