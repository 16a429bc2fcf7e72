package dev.rendezvous.query.linkeddevice;

import dev.rendezvous.api.account.DeviceStanding;
import dev.rendezvous.api.token.TokenRef;
import dev.rendezvous.edge.problem.DeadToken;
import dev.rendezvous.engine.ReadPosition;
import dev.rendezvous.query.catchup.CatchUp;
import jakarta.validation.constraints.PositiveOrZero;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Tells a linked device where it stands. The edge has proved that the token is genuine; here it must be alive (R25). Only
 * a view that has caught up calls a token dead: a television that is told so throws it away.
 */
@RestController
class LinkedDeviceController {
    static final String ME = "/devices/me";

    private final DeviceStandings standings;
    private final ReadPosition position;
    private final CatchUp catchUp;

    LinkedDeviceController(
            DeviceStandings standings,
            @Qualifier("linkedDevicesPosition") ReadPosition position,
            @Qualifier("linkedDevicesCatchUp") CatchUp catchUp) {
        this.standings = standings;
        this.position = position;
        this.catchUp = catchUp;
    }

    @GetMapping(ME)
    Mono<DeviceStanding> me(
            @AuthenticationPrincipal TokenRef token,
            @RequestHeader(name = "X-Min-Position", required = false) @PositiveOrZero @Nullable Long minPosition) {
        return Mono.fromFuture(() -> position.whenReached(minPosition))
                .then(standingOf(token))
                .switchIfEmpty(Mono.defer(catchUp::withNow).then(standingOf(token)))
                .switchIfEmpty(Mono.error(DeadToken::new));
    }

    private Mono<DeviceStanding> standingOf(TokenRef token) {
        return Mono.fromCallable(() -> standings.of(token))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(Mono::justOrEmpty);
    }
}
