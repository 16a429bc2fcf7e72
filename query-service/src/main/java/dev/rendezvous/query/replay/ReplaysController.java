package dev.rendezvous.query.replay;

import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Rebuilds a projection while it serves (R54). */
@RestController
class ReplaysController {
    static final String REPLAYS = "/projections/{name}/replays";
    static final String REPLAY = REPLAYS + "/{id}";

    private final Replays replays;

    ReplaysController(Replays replays) {
        this.replays = replays;
    }

    /** @param takeOver {@code ALWAYS} if null */
    record ReplayRequest(@Nullable TakeOver takeOver) {}

    @PostMapping(REPLAYS)
    ResponseEntity<Replay> start(
            @PathVariable String name, @RequestBody(required = false) @Nullable ReplayRequest body) {
        TakeOver takeOver = body == null || body.takeOver() == null ? TakeOver.ALWAYS : body.takeOver();
        UUID id = replays.start(name, takeOver);
        return ResponseEntity.accepted()
                .location(URI.create("/projections/%s/replays/%s".formatted(name, id)))
                .body(replays.find(name, id));
    }

    @GetMapping(REPLAY)
    Replay replay(@PathVariable String name, @PathVariable UUID id) {
        return replays.find(name, id);
    }

    /** Cancels it; the generation that serves goes on serving. */
    @DeleteMapping(REPLAY)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void cancel(@PathVariable String name, @PathVariable UUID id) {
        replays.cancel(name, id);
    }
}
