package dev.rendezvous.query.audit;

import dev.rendezvous.api.caller.Caller;
import dev.rendezvous.edge.problem.InvalidRequest;
import dev.rendezvous.query.catchup.CatchUp;
import jakarta.validation.constraints.PositiveOrZero;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Lets auditors take entries of the audit log away, as many as they like (R51). */
@RestController
class AuditExportController {
    static final String EXPORT = "/audit/export";

    private final AuditExports exports;
    private final List<ExportFormat> formats;
    private final CatchUp catchUp;
    private final Scheduler scheduler;

    AuditExportController(
            AuditExports exports,
            List<ExportFormat> formats,
            @Qualifier("auditLogCatchUp") CatchUp catchUp,
            @Qualifier("auditExportScheduler") Scheduler scheduler) {
        this.exports = exports;
        this.formats = formats;
        this.catchUp = catchUp;
        this.scheduler = scheduler;
    }

    /**
     * Entries in ascending order unless another is asked for.
     *
     * @param links whether digests stand for the entries that the filter leaves out
     */
    @GetMapping(EXPORT)
    Mono<ResponseEntity<Flux<DataBuffer>>> export(
            @ModelAttribute AuditParameters asked,
            @RequestParam(defaultValue = NdjsonExport.NAME) String format,
            @RequestParam(defaultValue = "false") boolean links,
            @RequestHeader(name = "X-Min-Position", required = false) @PositiveOrZero @Nullable Long minPosition,
            Caller caller) {
        AuditQuery query = AuditQuery.of(asked, AuditQuery.Order.ASC);
        AuditExports.Order order = new AuditExports.Order(
                query, formatOf(format), numberOf(asked.cursor()), links, caller, "GET " + EXPORT);
        return catchUp.with(minPosition)
                .then(Mono.fromCallable(() -> exports.begin(order)).subscribeOn(scheduler))
                .map(bytes -> answer(order.format(), bytes));
    }

    private static ResponseEntity<Flux<DataBuffer>> answer(ExportFormat format, Flux<byte[]> bytes) {
        ContentDisposition file = ContentDisposition.attachment()
                .filename("audit-log." + format.name())
                .build();
        return ResponseEntity.ok()
                .contentType(format.mediaType())
                .header(HttpHeaders.CONTENT_DISPOSITION, file.toString())
                .body(bytes.map(DefaultDataBufferFactory.sharedInstance::wrap));
    }

    private ExportFormat formatOf(String name) {
        return formats.stream()
                .filter(format -> format.name().equals(name))
                .findAny()
                .orElseThrow(() -> new InvalidRequest("format", "must be ndjson or csv"));
    }

    private static @Nullable Long numberOf(@Nullable String cursor) {
        if (cursor == null || cursor.isEmpty()) return null;
        try {
            long number = Long.parseLong(cursor);
            if (number >= 0 && number < Long.MAX_VALUE) return number;
        } catch (NumberFormatException e) {
            throw new InvalidRequest("cursor", "must be the number of the last entry that came");
        }
        throw new InvalidRequest("cursor", "must be the number of the last entry that came");
    }
}
