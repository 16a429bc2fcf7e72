package dev.rendezvous.query.linkeddevice;

import dev.rendezvous.api.account.DeviceStanding;
import dev.rendezvous.api.profile.DeviceGroups;
import dev.rendezvous.api.refusal.RefusalCode;
import dev.rendezvous.api.refusal.Refused;
import dev.rendezvous.api.token.TokenRef;
import dev.rendezvous.query.account.AccountDevices;
import dev.rendezvous.query.account.AccountView;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Tells a linked device where it stands. The edge has proved that the token is genuine; here it must be alive (R25). */
@RestController
class LinkedDeviceController {
    static final String ME = "/devices/me";
    static final String CONTENT_AUTHORISATION = ME + "/content-authorisation";
    static final String ACCOUNT_DEVICES = ME + "/account-devices";
    static final String MIN_POSITION = "X-Min-Position";

    private final LinkedDevices devices;
    private final DeviceGroups groups;
    private final Clock clock;

    LinkedDeviceController(LinkedDevices devices, DeviceGroups groups, Clock clock) {
        this.devices = devices;
        this.groups = groups;
        this.clock = clock;
    }

    /** May the device sign in and play, and may its account approve devices now (R39). */
    @GetMapping(ME)
    Mono<DeviceStanding> me(
            @AuthenticationPrincipal TokenRef token,
            @RequestHeader(name = MIN_POSITION, required = false) @PositiveOrZero @Nullable Long minPosition) {
        return devices.find(token, minPosition)
                .map(found -> found.account().standingOf(found.device(), found.rules(), clock.instant()));
    }

    /** May the device play (R38). */
    @GetMapping(CONTENT_AUTHORISATION)
    Mono<ContentAuthorisation> contentAuthorisation(
            @AuthenticationPrincipal TokenRef token,
            @RequestHeader(name = MIN_POSITION, required = false) @PositiveOrZero @Nullable Long minPosition) {
        return devices.find(token, minPosition)
                .map(found -> ContentAuthorisation.after(found.account().playRefusal(found.device(), found.rules())));
    }

    /** The device management screen on the television itself, for devices that may sign in (R39). */
    @GetMapping(ACCOUNT_DEVICES)
    Mono<AccountDevices> accountDevices(
            @AuthenticationPrincipal TokenRef token,
            @RequestHeader(name = MIN_POSITION, required = false) @PositiveOrZero @Nullable Long minPosition) {
        return devices.find(token, minPosition).map(found -> {
            AccountView account = found.account();
            RefusalCode refusal = found.device().status().signInRefusal(account.status());
            if (refusal != null) throw new Refused(refusal, "the device may not sign in");
            return account.list(found.rules(), groups, clock.instant(), null);
        });
    }
}
