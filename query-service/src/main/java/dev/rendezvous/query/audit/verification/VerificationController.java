package dev.rendezvous.query.audit.verification;

import java.net.URI;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Has the audit log verified, and tells how far that is. */
@RestController
class VerificationController {
    static final String VERIFICATIONS = "/audit/verifications";
    static final String VERIFICATION = VERIFICATIONS + "/{id}";

    private final Verifications verifications;
    private final VerificationTable table;

    VerificationController(Verifications verifications, VerificationTable table) {
        this.verifications = verifications;
        this.table = table;
    }

    /** 202 with the one that was begun, or the one that is at work already. */
    @PostMapping(VERIFICATIONS)
    Mono<ResponseEntity<Verification>> verify() {
        return Mono.fromCallable(() -> {
                    Verification begun = found(verifications.begin());
                    return ResponseEntity.accepted()
                            .location(URI.create(VERIFICATIONS + "/" + begun.id()))
                            .body(begun);
                })
                .subscribeOn(Schedulers.boundedElastic());
    }

    @GetMapping(VERIFICATION)
    Mono<Verification> verification(@PathVariable UUID id) {
        return Mono.fromCallable(() -> found(id)).subscribeOn(Schedulers.boundedElastic());
    }

    private Verification found(UUID id) {
        return table.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
