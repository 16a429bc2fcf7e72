package dev.rendezvous.query.linkeddevice;

import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.account.Approval;
import dev.rendezvous.api.profile.DeviceGroups;
import dev.rendezvous.query.account.AccountDevices;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Shows an account's devices to its holder and to operators (R39). */
@RestController
class AccountDevicesController {
    static final String DEVICES = "/accounts/{a}/devices";

    private final LinkedDevices devices;
    private final DeviceGroups groups;
    private final Clock clock;

    AccountDevicesController(LinkedDevices devices, DeviceGroups groups, Clock clock) {
        this.devices = devices;
        this.groups = groups;
        this.clock = clock;
    }

    /** @param approval only the devices of which this is true; without it all */
    @GetMapping(DEVICES)
    Mono<AccountDevices> devices(
            @PathVariable("a") AccountId accountId,
            @RequestParam(required = false) @Nullable Approval approval,
            @RequestHeader(name = LinkedDeviceController.MIN_POSITION, required = false) @PositiveOrZero @Nullable
                    Long minPosition) {
        return devices.find(accountId, minPosition)
                .map(found -> found.account().list(found.rules(), groups, clock.instant(), approval));
    }
}
