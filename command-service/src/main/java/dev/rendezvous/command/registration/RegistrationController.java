package dev.rendezvous.command.registration;

import dev.rendezvous.api.refusal.Refusal;
import dev.rendezvous.api.refusal.RefusalCode;
import dev.rendezvous.api.refusal.Refused;
import dev.rendezvous.api.registration.CancelSession;
import dev.rendezvous.api.registration.DeviceId;
import dev.rendezvous.api.registration.IssueCode;
import dev.rendezvous.api.registration.IssuedCode;
import dev.rendezvous.api.registration.SessionId;
import dev.rendezvous.command.gateway.Sender;
import dev.rendezvous.edge.client.ClientAddress;
import dev.rendezvous.edge.problem.Input;
import dev.rendezvous.edge.problem.InvalidRequest;
import dev.rendezvous.edge.rendezvous.RendezvousAnswer;
import dev.rendezvous.edge.rendezvous.RendezvousRequest;
import dev.rendezvous.edge.throttle.Throttle;
import dev.rendezvous.edge.throttle.ThrottleSettings;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/** A device asks for a code; an operator cancels a session. */
@RestController
class RegistrationController {
    static final String PRE_REGISTRATION = "/registration/pre-registration";
    static final String REGISTRATION = "/registrations/{sessionId}";

    private static final int MAX_TEXT = 128;
    private static final Pattern S256 = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final String ALL = "all";

    private final Throttle perAddress;
    private final Throttle inTotal;
    private final URI verificationUri;

    RegistrationController(RegistrationSettings settings, ThrottleSettings throttle) {
        perAddress = throttle.throttle(throttle.preRegistrationsPerMinutePerAddress(), Duration.ofMinutes(1));
        inTotal = throttle.throttle(throttle.preRegistrationsPerSecondTotal(), Duration.ofSeconds(1));
        verificationUri = settings.verificationUri();
    }

    @RequestMapping(
            path = PRE_REGISTRATION,
            method = {RequestMethod.GET, RequestMethod.POST})
    CompletableFuture<RendezvousAnswer> preRegister(RendezvousRequest request, Sender sender) {
        IssueCode command = commandIn(request);
        throttle(
                perAddress,
                ClientAddress.throttleKey(String.valueOf(sender.caller().address())));
        throttle(inTotal, ALL);
        return sender.named(command.deviceId().value())
                .<IssuedCode>send(command)
                .thenApply(issued -> answer(issued.answer()));
    }

    @DeleteMapping(REGISTRATION)
    CompletableFuture<ResponseEntity<Void>> cancel(@PathVariable SessionId sessionId, Sender sender) {
        return sender.send(new CancelSession(sessionId)).thenApply(done -> done.as(HttpStatus.NO_CONTENT, null));
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
