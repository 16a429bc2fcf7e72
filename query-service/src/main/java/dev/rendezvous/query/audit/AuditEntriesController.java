package dev.rendezvous.query.audit;

import dev.rendezvous.api.audit.AuditLogRead;
import dev.rendezvous.api.caller.Caller;
import dev.rendezvous.query.catchup.CatchUp;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Lets auditors search the audit log (R51), and records that they did (R58). */
@RestController
class AuditEntriesController {
    static final String ENTRIES = "/audit/entries";

    private static final int MOST = 1_000;

    private final AuditLog log;
    private final ReadsRecorded reads;
    private final CatchUp catchUp;

    AuditEntriesController(AuditLog log, ReadsRecorded reads, @Qualifier("auditLogCatchUp") CatchUp catchUp) {
        this.log = log;
        this.reads = reads;
        this.catchUp = catchUp;
    }

    /** @param limit entries of a page */
    @GetMapping(ENTRIES)
    Mono<AuditPage> entries(
            @ModelAttribute AuditParameters asked,
            @RequestParam(defaultValue = "100") @Positive @Max(MOST) int limit,
            @RequestHeader(name = "X-Min-Position", required = false) @PositiveOrZero @Nullable Long minPosition,
            Caller caller) {
        AuditQuery query = AuditQuery.of(asked, AuditQuery.Order.DESC);
        return catchUp.with(minPosition)
                .then(Mono.fromCallable(() -> read(query, asked.cursor(), limit, caller))
                        .subscribeOn(Schedulers.boundedElastic()));
    }

    private AuditPage read(AuditQuery query, @Nullable String cursor, int limit, Caller caller) {
        AuditPage page = log.page(query, cursor, limit);
        List<AuditEntry> entries = page.entries();
        @Nullable Long first = entries.isEmpty() ? null : entries.get(0).number();
        @Nullable
        Long last = entries.isEmpty() ? null : entries.get(entries.size() - 1).number();
        reads.record(new AuditLogRead(query.filter(), entries.size(), first, last), caller, "GET " + ENTRIES);
        return page;
    }
}
