package dev.rendezvous.query.audit.checkpoint;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Positive;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Shows the signed checkpoints, and signs one on demand. */
@RestController
class CheckpointController {
    static final String CHECKPOINTS = "/audit/checkpoints";

    private static final int MOST = 1_000;

    private final CheckpointTable table;
    private final Checkpointing checkpointing;

    CheckpointController(CheckpointTable table, Checkpointing checkpointing) {
        this.table = table;
        this.checkpointing = checkpointing;
    }

    /**
     * A page, newest first.
     *
     * @param next {@code before} of the next page; null if this is the last
     * @param key that this node signs with; null if it does not
     */
    record Page(List<Shown> checkpoints, @Nullable Long next, @Nullable Key key) {}

    /** @param publicKey PEM. Whoever verifies should have it from elsewhere */
    record Key(String keyId, String publicKey) {}

    /** @param text what is in its file: save it as {@code file} to verify with it */
    record Shown(
            long entries,
            long position,
            String hash,
            Instant time,
            String keyId,
            Checkpoint.@Nullable Reference previous,
            String file,
            String text) {
        static Shown of(Checkpoint checkpoint) {
            return new Shown(
                    checkpoint.entries(),
                    checkpoint.position(),
                    checkpoint.hash(),
                    checkpoint.time(),
                    checkpoint.keyId(),
                    checkpoint.previous(),
                    CheckpointDirectory.nameOf(checkpoint),
                    checkpoint.text());
        }
    }

    /** @param before only those with fewer entries */
    @GetMapping(CHECKPOINTS)
    Mono<Page> checkpoints(
            @RequestParam(defaultValue = "100") @Positive @Max(MOST) int limit,
            @RequestParam(required = false) @Positive @Nullable Long before) {
        return Mono.fromCallable(() -> page(before == null ? Long.MAX_VALUE : before, limit))
                .subscribeOn(Schedulers.boundedElastic());
    }

    /** 201 with the newest checkpoint, which covers everything; 204 if the log is empty. */
    @PostMapping(CHECKPOINTS)
    Mono<ResponseEntity<Shown>> sign() {
        return Mono.fromCallable(() -> checkpointing
                        .now()
                        .map(newest -> ResponseEntity.status(HttpStatus.CREATED).body(Shown.of(newest)))
                        .orElseGet(() -> ResponseEntity.noContent().build()))
                .subscribeOn(Schedulers.boundedElastic());
    }

    private Page page(long before, int limit) {
        List<Shown> shown =
                table.before(before, limit + 1).stream().map(Shown::of).toList();
        boolean more = shown.size() > limit;
        List<Shown> page = shown.subList(0, more ? limit : shown.size());
        PublicHalf key = checkpointing.key();
        return new Page(
                page, more ? page.get(limit - 1).entries() : null, key == null ? null : new Key(key.id(), key.pem()));
    }
}
