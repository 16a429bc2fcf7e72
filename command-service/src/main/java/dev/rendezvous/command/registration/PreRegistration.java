package dev.rendezvous.command.registration;

import dev.rendezvous.api.caller.Caller;
import dev.rendezvous.api.refusal.Refusal;
import dev.rendezvous.api.refusal.RefusalCode;
import dev.rendezvous.api.refusal.Refused;
import dev.rendezvous.api.registration.DeviceId;
import dev.rendezvous.api.registration.IssueCode;
import dev.rendezvous.api.registration.IssuedCode;
import dev.rendezvous.command.gateway.Acknowledged;
import dev.rendezvous.command.gateway.CommandBatches;
import dev.rendezvous.command.gateway.Commands;
import dev.rendezvous.edge.client.ClientAddress;
import dev.rendezvous.edge.problem.Input;
import dev.rendezvous.edge.problem.InvalidRequest;
import dev.rendezvous.edge.rendezvous.RendezvousAnswer;
import dev.rendezvous.edge.rendezvous.RendezvousEndpoint;
import dev.rendezvous.edge.rendezvous.RendezvousRequest;
import dev.rendezvous.edge.throttle.Throttle;
import dev.rendezvous.edge.throttle.ThrottleSettings;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** A device asks for a code: {@code GET|POST /registration/pre-registration}. */
@Component
class PreRegistration implements RendezvousEndpoint {
    private static final int MAX_TEXT = 128;
    private static final Pattern S256 = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final String EVERYBODY = "everybody";

    private final Throttle perAddress;
    private final Throttle inTotal;
    private final URI verificationUri;
    private final Commands commands;
    private final CommandBatches<IssueCode, IssuedCode> together;

    PreRegistration(
            RegistrationSettings settings,
            ThrottleSettings throttle,
            Commands commands,
            CommandBatches<IssueCode, IssuedCode> together) {
        perAddress = throttle.throttle(throttle.preRegistrationsPerMinutePerAddress(), Duration.ofMinutes(1));
        inTotal = throttle.throttle(throttle.preRegistrationsPerSecondTotal(), Duration.ofSeconds(1));
        verificationUri = settings.verificationUri();
        this.commands = commands;
        this.together = together;
    }

    @Override
    public String path() {
        return "/registration/pre-registration";
    }

    @Override
    public Mono<RendezvousAnswer> answer(RendezvousRequest request) {
        IssueCode command = commandIn(request);
        throttle(perAddress, ClientAddress.throttleKey(request.address()));
        throttle(inTotal, EVERYBODY);
        return Mono.fromFuture(send(command, request.caller(), request.idempotencyKey()))
                .map(issued -> answer(issued.answer()));
    }

    private CompletableFuture<Acknowledged<IssuedCode>> send(
            IssueCode command, Caller caller, @Nullable String idempotencyKey) {
        return idempotencyKey == null ? together.send(command, caller) : commands.send(command, caller, idempotencyKey);
    }

    private static IssueCode commandIn(RendezvousRequest request) {
        @Nullable String challenge = request.get(RendezvousRequest.CODE_CHALLENGE);
        if (challenge != null && !S256.matcher(challenge).matches()) {
            throw new InvalidRequest(RendezvousRequest.CODE_CHALLENGE, "must be 43 base64url characters (S256)");
        }
        return new IssueCode(
                new DeviceId(Input.required(
                        RendezvousRequest.DEVICE_ID, request.get(RendezvousRequest.DEVICE_ID), DeviceId.MAX_LENGTH)),
                text(request, RendezvousRequest.DEVICE_TYPE_ID),
                text(request, RendezvousRequest.FIRMWARE_VERSION),
                challenge);
    }

    private static @Nullable String text(RendezvousRequest request, String name) {
        return Input.optional(name, request.get(name), MAX_TEXT);
    }

    private static void throttle(Throttle throttle, String key) {
        Duration wait = throttle.tryTake(key);
        if (wait != null) {
            throw new Refused(Refusal.until(RefusalCode.TOO_MANY_REQUESTS, wait), "too many codes asked for");
        }
    }

    private RendezvousAnswer answer(IssuedCode issued) {
        return RendezvousAnswer.success()
                .with("regCode", issued.code().value())
                .with("retryInterval", issued.retryInterval().toSeconds())
                .with("retryDuration", issued.retryDuration().toSeconds())
                .with("verificationUri", verificationUri.toString())
                .with("verificationUriComplete", verificationUri + "?code=" + issued.code());
    }
}
