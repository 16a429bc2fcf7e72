package dev.rendezvous.query.linkeddevice;

import dev.rendezvous.api.profile.Profile;
import dev.rendezvous.query.catchup.CatchUp;
import jakarta.validation.constraints.PositiveOrZero;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Shows operators what each profile allows. */
@RestController
class ProfilesController {
    static final String PROFILES = "/profiles";

    private final Generations tables;
    private final CatchUp catchUp;

    ProfilesController(Generations tables, @Qualifier("linkedDevicesCatchUp") CatchUp catchUp) {
        this.tables = tables;
        this.catchUp = catchUp;
    }

    @GetMapping(PROFILES)
    Mono<List<Profile>> profiles(
            @RequestHeader(name = "X-Min-Position", required = false) @PositiveOrZero @Nullable Long minPosition) {
        return catchUp.with(minPosition)
                .then(Mono.fromCallable(tables::profiles).subscribeOn(Schedulers.boundedElastic()));
    }
}
