package dev.rendezvous.query.proof;

import dev.rendezvous.api.caller.Caller;
import java.net.URI;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Has auditors prove from the history alone that every decision was right (R55). */
@RestController
class ProofController {
    static final String PROOFS = "/audit/proofs";
    static final String PROOF = "/audit/proofs/{id}";

    private final Proofs proofs;

    ProofController(Proofs proofs) {
        this.proofs = proofs;
    }

    @PostMapping(PROOFS)
    ResponseEntity<ProofStatus> begin(Caller caller) {
        ProofStatus begun = proofs.begin(UUID.randomUUID(), caller.actor());
        return ResponseEntity.accepted()
                .location(URI.create(PROOFS + "/" + begun.id()))
                .body(begun);
    }

    @GetMapping(PROOF)
    ProofStatus proof(@PathVariable UUID id) {
        return proofs.find(id)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "there is no such proof"));
    }
}
