package dev.rendezvous.query.audit;

import dev.rendezvous.api.audit.AuditLogExportBegan;
import dev.rendezvous.api.audit.AuditLogExported;
import dev.rendezvous.api.audit.AuditLogExported.Outcome;
import dev.rendezvous.api.caller.Caller;
import dev.rendezvous.edge.problem.InvalidRequest;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Scheduler;

/** Begins exports, streams them as fast as they are taken, and has the history say so before the first byte and after the last. */
final class AuditExports {
    private static final Logger LOG = LoggerFactory.getLogger(AuditExports.class);

    private final ServingLog log;
    private final ShownEvents events;
    private final ReadsRecorded reads;
    private final Scheduler scheduler;

    /** @param scheduler where an export reads what is asked for next, and waits nowhere else */
    AuditExports(ServingLog log, ShownEvents events, ReadsRecorded reads, Scheduler scheduler) {
        this.log = log;
        this.events = events;
        this.reads = reads;
        this.scheduler = scheduler;
    }

    /**
     * What is to be exported.
     *
     * @param cursor number of the last entry that the caller has; {@code null} for a new file
     * @param links whether digests stand for what the filter leaves out
     */
    record Order(
            AuditQuery query,
            ExportFormat format,
            @Nullable Long cursor,
            boolean links,
            Caller caller,
            String request) {
        /** @throws InvalidRequest if links are asked for where there can be none */
        Order {
            if (links && query.order() == AuditQuery.Order.DESC) {
                throw new InvalidRequest("links", "needs order=asc");
            }
            if (links && format.name().equals(CsvExport.NAME)) {
                throw new InvalidRequest("links", "needs format=ndjson");
            }
        }
    }

    /** Records the export, then gives its bytes, each piece when it is asked for. Blocks until the record is on disk. */
    Flux<byte[]> begin(Order order) {
        long last = log.read(AuditSearch::last);
        AuditExport export = export(order, last);
        UUID id = UUID.randomUUID();
        long after = order.cursor() == null ? 0 : order.cursor();
        AuditLogExportBegan began = new AuditLogExportBegan(
                id, order.query().filter(), order.format().name(), after, last);
        reads.record(began, order.caller(), order.request());
        Ending ending = new Ending(id, order, export);
        return Flux.<byte[]>generate(sink -> next(export, sink, ending))
                .doOnCancel(() -> scheduler.schedule(() -> ending.tryRecord(Outcome.CANCELLED)))
                .subscribeOn(scheduler);
    }

    private AuditExport export(Order order, long last) {
        AuditSearch.Range all = rangeAfter(order.cursor(), order.query().order(), last);
        List<AuditSearch.Range> ofTime =
                log.read(search -> search.rangesOf(order.query().filter()));
        AuditSearch.@Nullable Range whole =
                order.links() ? new AuditSearch.Range(firstLink(order, all, ofTime, last), last + 1) : null;
        return new AuditExport(log, events, order.format(), order.query(), ofTime, all, whole, order.cursor() != null);
    }

    private static AuditSearch.Range rangeAfter(@Nullable Long cursor, AuditQuery.Order order, long last) {
        if (cursor == null) return new AuditSearch.Range(0, last + 1);
        return order == AuditQuery.Order.ASC
                ? new AuditSearch.Range(cursor, last + 1)
                : new AuditSearch.Range(0, Math.min(cursor, last + 1));
    }

    /** Entries before the time that is asked for need no digests: another beginning cannot lead to the same hash. */
    private static long firstLink(Order order, AuditSearch.Range all, List<AuditSearch.Range> ofTime, long last) {
        if (order.cursor() != null || order.query().filter().from() == null) return Math.min(all.after(), last);
        return ofTime.isEmpty() ? last : Math.min(ofTime.get(0).after(), last);
    }

    private static void next(AuditExport export, SynchronousSink<byte[]> sink, Ending ending) {
        try {
            byte[] next = export.next();
            if (next != null) {
                sink.next(next);
                return;
            }
            ending.record(Outcome.COMPLETE);
            sink.complete();
        } catch (RuntimeException e) {
            ending.tryRecord(Outcome.FAILED);
            sink.error(e);
        }
    }

    /** How one export ended; told once. */
    private final class Ending {
        private final AtomicBoolean told = new AtomicBoolean();
        private final UUID id;
        private final Order order;
        private final AuditExport export;

        private Ending(UUID id, Order order, AuditExport export) {
            this.id = id;
            this.order = order;
            this.export = export;
        }

        void record(Outcome outcome) {
            if (!told.compareAndSet(false, true)) return;
            AuditLogExported exported = new AuditLogExported(
                    id, order.query().filter(), order.format().name(), export.entries(), outcome);
            reads.record(exported, order.caller(), order.request());
        }

        /** That it began is on record already. */
        void tryRecord(Outcome outcome) {
            try {
                record(outcome);
            } catch (RuntimeException e) {
                LOG.warn("How the export {} ended could not be recorded: {}", id, outcome, e);
            }
        }
    }
}
