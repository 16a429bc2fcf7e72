package dev.rendezvous.query.pollstatus;

import dev.rendezvous.query.catchup.CatchUp;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Shows operators which sessions are pending, whichever node they began on (R17). */
@RestController
class PendingRegistrationsController {
    static final String REGISTRATIONS = "/registrations";

    private final PollView view;
    private final CatchUp catchUp;
    private final Clock clock;

    PendingRegistrationsController(PollView view, @Qualifier("pollViewCatchUp") CatchUp catchUp, Clock clock) {
        this.view = view;
        this.catchUp = catchUp;
        this.clock = clock;
    }

    @GetMapping(REGISTRATIONS)
    Mono<PendingRegistrations> pending(
            @RequestParam(defaultValue = "pending") @Pattern(regexp = "pending", message = "can only be pending")
                    String state,
            @RequestParam(defaultValue = "100") @Min(1) @Max(1_000) int limit,
            @RequestParam(required = false) @Nullable UUID cursor,
            @RequestHeader(name = "X-Min-Position", required = false) @PositiveOrZero @Nullable Long minPosition) {
        return catchUp.with(minPosition)
                .then(Mono.fromSupplier(
                        () -> PendingRegistrations.page(view.pending(cursor, limit + 1, clock.millis()), limit)));
    }
}
