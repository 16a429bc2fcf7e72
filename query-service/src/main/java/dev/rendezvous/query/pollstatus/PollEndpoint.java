package dev.rendezvous.query.pollstatus;

import static dev.rendezvous.edge.rendezvous.RendezvousRequest.CODE_VERIFIER;
import static dev.rendezvous.edge.rendezvous.RendezvousRequest.DEVICE_ID;
import static dev.rendezvous.edge.rendezvous.RendezvousRequest.REG_CODE;

import dev.rendezvous.api.refusal.Refusal;
import dev.rendezvous.api.refusal.RefusalCode;
import dev.rendezvous.api.refusal.Refused;
import dev.rendezvous.api.registration.DeviceId;
import dev.rendezvous.api.registration.RegistrationCode;
import dev.rendezvous.edge.client.ClientAddress;
import dev.rendezvous.edge.problem.Input;
import dev.rendezvous.edge.rendezvous.RendezvousAnswer;
import dev.rendezvous.edge.rendezvous.RendezvousEndpoint;
import dev.rendezvous.edge.rendezvous.RendezvousRequest;
import dev.rendezvous.edge.throttle.Throttle;
import java.time.Duration;
import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * A device polls whether it was linked yet. A poll that was held to the end of its wait lets its successor come at once,
 * whatever the retry interval (R12, R13).
 */
final class PollEndpoint implements RendezvousEndpoint {
    private final Polls polls;
    private final PollAnswers answers;
    private final Throttle perAddress;
    private final PollCounts counts;

    PollEndpoint(Polls polls, PollAnswers answers, Throttle perAddress, PollCounts counts) {
        this.polls = polls;
        this.answers = answers;
        this.perAddress = perAddress;
        this.counts = counts;
    }

    @Override
    public String path() {
        return "/registration/link";
    }

    @Override
    public Mono<RendezvousAnswer> answer(RendezvousRequest request) {
        throttle(request.address());
        String deviceId = Input.required(DEVICE_ID, request.get(DEVICE_ID), DeviceId.MAX_LENGTH);
        String typed = request.get(REG_CODE);
        if (typed == null) return Mono.just(told(PollOutcome.Failed.MISSING_CODE));
        Optional<RegistrationCode> code = RegistrationCode.typed(typed);
        if (code.isEmpty()) return Mono.just(told(PollOutcome.Failed.INVALID_CODE));
        int wait = request.waitSeconds();
        return polls.outcomeOf(
                        new Polls.Poll(code.get(), deviceId, request.get(CODE_VERIFIER), Duration.ofSeconds(wait)))
                .map(outcome -> wait == 0 || cameTooFast(outcome)
                        ? told(outcome)
                        : told(outcome).preferenceApplied(wait))
                .doOnError(unavailable -> counts.unavailable());
    }

    private RendezvousAnswer told(PollOutcome outcome) {
        counts.told(outcome);
        return answers.of(outcome);
    }

    private static boolean cameTooFast(PollOutcome outcome) {
        return outcome instanceof PollOutcome.Waiting waiting && waiting.tooFast();
    }

    private void throttle(String address) {
        Duration wait = perAddress.tryTake(ClientAddress.throttleKey(address));
        if (wait != null) {
            counts.throttled();
            throw new Refused(Refusal.until(RefusalCode.TOO_MANY_REQUESTS, wait), "too many polls from this address");
        }
    }
}
