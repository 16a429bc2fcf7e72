package dev.rendezvous.query.linkeddevice;

import dev.rendezvous.api.account.DeviceStanding;
import dev.rendezvous.api.token.TokenRef;
import dev.rendezvous.edge.problem.DeadToken;
import dev.rendezvous.engine.ReadPosition;
import jakarta.validation.constraints.PositiveOrZero;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Tells a linked device where it stands. The edge has proved that the token is genuine; here it must be alive (R25). */
@RestController
class LinkedDeviceController {
    static final String ME = "/devices/me";

    private final DeviceStandings standings;
    private final ReadPosition position;

    LinkedDeviceController(DeviceStandings standings, @Qualifier("linkedDevicesPosition") ReadPosition position) {
        this.standings = standings;
        this.position = position;
    }

    @GetMapping(ME)
    Mono<DeviceStanding> me(
            @AuthenticationPrincipal TokenRef token,
            @RequestHeader(name = "X-Min-Position", required = false) @PositiveOrZero @Nullable Long minPosition) {
        return Mono.fromFuture(() -> position.whenReached(minPosition))
                .then(Mono.fromCallable(() -> standingOf(token)).subscribeOn(Schedulers.boundedElastic()));
    }

    private DeviceStanding standingOf(TokenRef token) {
        return standings.of(token).orElseThrow(DeadToken::new);
    }
}
