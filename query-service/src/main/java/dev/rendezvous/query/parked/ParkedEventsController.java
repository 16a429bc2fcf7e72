package dev.rendezvous.query.parked;

import dev.rendezvous.api.refusal.Refusal;
import dev.rendezvous.api.refusal.RefusalCode;
import dev.rendezvous.api.refusal.Refused;
import dev.rendezvous.engine.Durability;
import java.util.List;
import java.util.function.BiFunction;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Shows operators what projections could not handle, and has it tried again or dropped (R56). */
@RestController
class ParkedEventsController {
    static final String PARKED = "/parked-events";
    static final String RETRY = PARKED + "/{id}/retry";
    static final String DISCARD = PARKED + "/{id}/discard";

    private final List<Retryable> projections;
    private final ParkedTable table;
    private final Durability durability;

    ParkedEventsController(List<Retryable> projections, ParkedTable table, Durability durability) {
        this.projections = projections;
        this.table = table;
        this.durability = durability;
    }

    /** The longest parked first. */
    @GetMapping(PARKED)
    List<Parked> parked() {
        return table.all(
                projections.stream().map(one -> one.parked().projection()).toList());
    }

    /** Tries the event again and, if that goes well, all that wait behind it. Only the first of its sequence can be tried. */
    @PostMapping(RETRY)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void retry(@PathVariable String id) {
        requireSuccess(alone(id, (projection, parked) -> {
            requireFirst(parked);
            return retried(projection, parked.sequence());
        }));
    }

    /** Drops the event; if others waited for it, they are tried. */
    @PostMapping(DISCARD)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void discard(@PathVariable String id) {
        alone(id, (projection, parked) -> {
            boolean first = isFirst(parked);
            projection.parked().discard(parked);
            return first ? retried(projection, parked.sequence()) : Outcome.WELL;
        });
    }

    /** @param failure why the sequence is still parked, empty if it is not */
    private record Outcome(String failure) {
        static final Outcome WELL = new Outcome("");
    }

    private static Outcome retried(Retryable projection, String sequence) {
        Exception failure = projection.parked().retry(sequence, projection::handle);
        return failure == null ? Outcome.WELL : new Outcome("it still cannot be handled");
    }

    private static void requireSuccess(Outcome outcome) {
        if (!outcome.failure().isEmpty()) throw new Refused(RefusalCode.CONFLICT, outcome.failure());
    }

    private Outcome alone(String id, BiFunction<Retryable, Parked, Outcome> action) {
        for (Retryable projection : projections) {
            if (projection.parked().find(id).isEmpty()) continue;
            Outcome outcome = projection.alone(() -> action.apply(
                    projection, projection.parked().find(id).orElseThrow(ParkedEventsController::unknown)));
            durability.await();
            return outcome;
        }
        throw unknown();
    }

    private void requireFirst(Parked parked) {
        if (!isFirst(parked))
            throw new Refused(Refusal.of(RefusalCode.CONFLICT), "an earlier event of its sequence is parked");
    }

    private boolean isFirst(Parked parked) {
        return table.all(List.of(parked.projection())).stream()
                .filter(other -> other.sequence().equals(parked.sequence()))
                .allMatch(other -> other.place() >= parked.place());
    }

    private static Refused unknown() {
        return new Refused(RefusalCode.PARKED_EVENT_UNKNOWN, "there is no such parked event");
    }
}
