package dev.rendezvous.query.explanation;

import dev.rendezvous.api.account.AccountEvent;
import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.profile.DeviceGroups;
import dev.rendezvous.api.profile.Profile;
import dev.rendezvous.api.refusal.RefusalCode;
import dev.rendezvous.api.refusal.Refused;
import dev.rendezvous.api.registration.DeviceId;
import dev.rendezvous.edge.problem.InvalidRequest;
import dev.rendezvous.query.account.AccountView;
import dev.rendezvous.query.history.Histories;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Tells why a device may not do something, or could not at a past instant (R40). Read from the history, so never late. */
@RestController
class ExplanationController {
    static final String EXPLANATION = "/accounts/{a}/devices/{d}/explanation";

    private final Histories histories;
    private final DeviceGroups groups;
    private final Clock clock;

    ExplanationController(Histories histories, DeviceGroups groups, Clock clock) {
        this.histories = histories;
        this.groups = groups;
        this.clock = clock;
    }

    /** @param at not in the future; without it now */
    @GetMapping(EXPLANATION)
    Mono<Explanation> explain(
            @PathVariable("a") AccountId accountId,
            @PathVariable("d") DeviceId deviceId,
            @RequestParam(required = false) @Nullable Instant at) {
        Instant now = clock.instant();
        if (at != null && at.isAfter(now)) throw new InvalidRequest("at", "must not be in the future");
        return Mono.fromCallable(() -> explanation(accountId, deviceId, at == null ? now : at))
                .subscribeOn(Schedulers.boundedElastic());
    }

    private Explanation explanation(AccountId accountId, DeviceId deviceId, Instant at) {
        AccountAsOf history = new AccountAsOf(accountId);
        histories
                .ofAccount(accountId, at)
                .forEach(event -> history.on((AccountEvent) event.getPayload(), event.getTimestamp()));
        AccountView account = history.view()
                .orElseThrow(
                        () -> new Refused(RefusalCode.ACCOUNT_NOT_REGISTERED, "the account was not registered then"));
        DeviceSaid device = history.saidOf(deviceId);
        if (device == null) {
            throw new Refused(RefusalCode.DEVICE_UNKNOWN, "the account had not heard of this device then");
        }
        Profile rules = histories.profileAt(account.profile(), at);
        return new Explainer(history, account, device, rules, groups, at).explain();
    }
}
