package dev.rendezvous.query.audit;

import dev.rendezvous.engine.history.HistoryChain;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One export: entries as bytes, some at a time, so that however many there are it holds one page of them. What it exports was
 * settled when it began. For one thread at a time; blocks while it reads.
 */
final class AuditExport {
    private static final int PAGE = 250;
    private static final int MOST_DIGESTS = 1_000;
    private static final int CHUNK_BYTES = 32 * 1_024;

    private final ServingLog log;
    private final ShownEvents events;
    private final ExportFormat format;
    private final AuditQuery query;
    private final List<AuditSearch.Range> ofTime;
    private final boolean links;

    /** What can still be found; what was exported is no longer in it. */
    private AuditSearch.Range rest;

    /** With links: numbers that are not accounted for yet. */
    private AuditSearch.Range open;

    private final Deque<AuditRow> page = new ArrayDeque<>();
    private Map<Long, ShownEvents.Shown> shown = Map.of();
    private Map<Long, byte[]> hashes = Map.of();
    private boolean allFound;
    private boolean ended;
    private final AtomicLong entries = new AtomicLong();
    private byte @Nullable [] beginning;

    private record Found(List<AuditRow> rows, Map<Long, byte[]> hashesBefore) {}

    /**
     * @param ofTime what the search says of the query's times
     * @param found where entries are looked for
     * @param whole with links: all entries from the first to the last that the export speaks of
     * @param goesOn whether it goes on after a cursor
     */
    AuditExport(
            ServingLog log,
            ShownEvents events,
            ExportFormat format,
            AuditQuery query,
            List<AuditSearch.Range> ofTime,
            AuditSearch.Range found,
            AuditSearch.@Nullable Range whole,
            boolean goesOn) {
        this.log = log;
        this.events = events;
        this.format = format;
        this.query = query;
        this.ofTime = ofTime;
        this.rest = found;
        this.links = whole != null;
        this.open = whole == null ? new AuditSearch.Range(0, 0) : whole;
        this.beginning = goesOn ? null : format.begin();
    }

    /** How many were exported so far; may be asked by any thread. */
    long entries() {
        return entries.get();
    }

    /** The next bytes; null at the end. */
    byte @Nullable [] next() {
        ByteArrayOutputStream chunk = new ByteArrayOutputStream(CHUNK_BYTES);
        if (beginning != null) chunk.writeBytes(beginning);
        beginning = null;
        while (!ended && chunk.size() < CHUNK_BYTES) chunk.writeBytes(step());
        return chunk.size() == 0 ? null : chunk.toByteArray();
    }

    private byte[] step() {
        if (page.isEmpty() && !allFound) readPage();
        @Nullable AuditRow next = page.peek();
        if (links) {
            long before = next == null ? open.before() : next.number();
            if (before - open.after() > 1) return skip(before);
        }
        if (next == null) return end();
        page.remove();
        open = new AuditSearch.Range(next.number(), open.before());
        entries.incrementAndGet();
        byte[] prev = hashBefore(next.number());
        ShownEvents.Shown event = shown.get(next.position());
        return event == null ? format.missing(next, prev) : format.entry(next, event, prev);
    }

    private void readPage() {
        Found found = log.read(this::find);
        List<AuditRow> rows = found.rows();
        allFound = rows.size() < PAGE;
        if (rows.isEmpty()) return;
        long last = rows.get(rows.size() - 1).number();
        rest = query.order() == AuditQuery.Order.ASC
                ? new AuditSearch.Range(last, rest.before())
                : new AuditSearch.Range(rest.after(), last);
        page.addAll(rows);
        shown = events.of(rows);
        hashes = found.hashesBefore();
    }

    private Found find(AuditSearch search) {
        List<AuditRow> rows = search.find(query, ofTime, rest, PAGE);
        return new Found(
                rows, search.hashesBefore(rows.stream().map(AuditRow::number).toList()));
    }

    /** Numbers without an entry, which somebody took out of the table, are left out: whoever verifies sees that they are. */
    private byte[] skip(long before) {
        SortedMap<Long, byte[]> digests =
                log.read(search -> search.digests(new AuditSearch.Range(open.after(), before), MOST_DIGESTS));
        if (digests.isEmpty()) {
            open = new AuditSearch.Range(before - 1, open.before());
            return new byte[0];
        }
        long from = digests.firstKey();
        List<byte[]> withoutHole = new ArrayList<>();
        for (long number = from; digests.containsKey(number); number++) withoutHole.add(digests.get(number));
        open = new AuditSearch.Range(from + withoutHole.size() - 1, open.before());
        return format.skipped(from, hashBefore(from), withoutHole);
    }

    private byte[] end() {
        ended = true;
        return links ? format.end(open.after(), hashBefore(open.after() + 1)) : new byte[0];
    }

    /** Zeros if the entry before is gone: they fit nothing. */
    private byte[] hashBefore(long number) {
        byte[] known = hashes.get(number);
        if (known != null) return known;
        return log.read(search -> search.hashesBefore(List.of(number)))
                .getOrDefault(number, new byte[HistoryChain.LENGTH]);
    }
}
