package dev.rendezvous.command.account;

import dev.rendezvous.api.account.DeviceStanding;
import dev.rendezvous.api.account.SignOn;
import dev.rendezvous.api.refusal.RefusalCode;
import dev.rendezvous.api.refusal.Refused;
import dev.rendezvous.api.token.TokenRef;
import dev.rendezvous.command.gateway.Sender;
import dev.rendezvous.edge.problem.DeadToken;
import dev.rendezvous.edge.problem.RefusedUnder;
import java.util.concurrent.CompletableFuture;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** A linked device starts a session with its token. */
@RestController
class SignOnController {
    static final String SIGN_ONS = "/devices/me/sign-ons";

    @PostMapping(SIGN_ONS)
    CompletableFuture<ResponseEntity<DeviceStanding>> signOn(@AuthenticationPrincipal TokenRef token, Sender sender) {
        return sender.<DeviceStanding>send(new SignOn(token))
                .thenApply(standing -> standing.as(HttpStatus.OK, standing.answer()))
                .exceptionallyCompose(thrown -> CompletableFuture.failedFuture(asSignOnRefusal(thrown)));
    }

    /** Here a dead token is 401 and every other refusal 403. */
    private static Throwable asSignOnRefusal(Throwable thrown) {
        RefusalCode code = Refused.codeOf(thrown);
        if (code == null) return thrown;
        return code == RefusalCode.DEVICE_UNKNOWN ? new DeadToken() : new RefusedUnder(HttpStatus.FORBIDDEN, thrown);
    }
}
