package dev.rendezvous.command.account;

import dev.rendezvous.api.account.AmendOwnApprovals;
import dev.rendezvous.api.account.DeviceStanding;
import dev.rendezvous.api.account.SignOn;
import dev.rendezvous.api.limit.AccountLimits;
import dev.rendezvous.api.refusal.RefusalCode;
import dev.rendezvous.api.refusal.Refused;
import dev.rendezvous.api.token.TokenRef;
import dev.rendezvous.command.gateway.Sender;
import dev.rendezvous.edge.problem.RefusedUnder;
import java.util.concurrent.CompletableFuture;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** What a linked device asks for with its token. */
@RestController
class OwnDeviceController {
    static final String SIGN_ONS = "/devices/me/sign-ons";
    static final String APPROVALS = "/devices/me/approvals";

    @PostMapping(SIGN_ONS)
    CompletableFuture<ResponseEntity<DeviceStanding>> signOn(@AuthenticationPrincipal TokenRef token, Sender sender) {
        return sender.<DeviceStanding>send(new SignOn(token))
                .thenApply(standing -> standing.as(HttpStatus.OK, standing.answer()))
                .exceptionallyCompose(thrown -> CompletableFuture.failedFuture(asSignOnRefusal(thrown)));
    }

    @PostMapping(APPROVALS)
    CompletableFuture<ResponseEntity<AccountLimits>> amend(
            @AuthenticationPrincipal TokenRef token, @RequestBody ApprovalController.Amending body, Sender sender) {
        return sender.<AccountLimits>send(new AmendOwnApprovals(token, body.amendment()))
                .thenApply(limits -> limits.as(HttpStatus.OK, limits.answer()));
    }

    /** Here a dead token is 401 and every other refusal 403. */
    private static Throwable asSignOnRefusal(Throwable thrown) {
        RefusalCode code = Refused.codeOf(thrown);
        boolean ordinary = code == null || code == RefusalCode.UNAUTHENTICATED;
        return ordinary ? thrown : new RefusedUnder(HttpStatus.FORBIDDEN, thrown);
    }
}
