package dev.rendezvous.command.account;

import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.account.LinkDevice;
import dev.rendezvous.api.account.LinkedDevice;
import dev.rendezvous.api.refusal.Refusal;
import dev.rendezvous.api.refusal.RefusalCode;
import dev.rendezvous.api.refusal.Refused;
import dev.rendezvous.api.registration.ClaimCode;
import dev.rendezvous.api.registration.ClaimedDevice;
import dev.rendezvous.api.registration.DeclineCode;
import dev.rendezvous.command.gateway.Acknowledged;
import dev.rendezvous.command.gateway.Sender;
import dev.rendezvous.edge.client.ClientAddress;
import dev.rendezvous.edge.problem.Input;
import dev.rendezvous.edge.throttle.Throttle;
import dev.rendezvous.edge.throttle.ThrottleSettings;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** An account holder, or an operator on the customer's behalf (R26), enters a code. */
@RestController
class CodeEntryController {
    static final String CLAIMS = AccountController.ACCOUNT + "/claims";
    static final String DECLINE = CLAIMS + "/{regCode}/decline";
    static final String DEVICES = AccountController.ACCOUNT + "/devices";

    /** Longer than any code with any separators; what is longer was not typed by a person. */
    private static final int MAX_TYPED = 64;

    private final Throttle wrongCodes;

    CodeEntryController(ThrottleSettings throttle) {
        wrongCodes = throttle.throttle(throttle.wrongCodesPerAddress(), throttle.wrongCodesWindow());
    }

    record Claim(@Nullable String regCode) {}

    record Linking(@Nullable String regCode, @Nullable String name, @Nullable String reason) {}

    @PostMapping(CLAIMS)
    CompletableFuture<ResponseEntity<ClaimedDevice>> claim(
            @PathVariable("a") AccountId accountId, @RequestBody Claim body, Sender sender) {
        String typed = Input.required("regCode", body.regCode(), MAX_TYPED);
        return this.<ClaimedDevice>enter(new ClaimCode(accountId, typed), sender)
                .thenApply(claimed -> claimed.as(HttpStatus.OK, claimed.answer()));
    }

    @PostMapping(DECLINE)
    CompletableFuture<ResponseEntity<Void>> decline(
            @PathVariable("a") AccountId accountId, @PathVariable("regCode") String regCode, Sender sender) {
        String typed = Input.required("regCode", regCode, MAX_TYPED);
        return enter(new DeclineCode(accountId, typed), sender)
                .thenApply(declined -> declined.as(HttpStatus.NO_CONTENT, null));
    }

    @PostMapping(DEVICES)
    CompletableFuture<ResponseEntity<LinkedDevice>> link(
            @PathVariable("a") AccountId accountId, @RequestBody Linking body, Sender sender) {
        String typed = Input.required("regCode", body.regCode(), MAX_TYPED);
        String name = Input.optional("name", body.name(), AccountController.MAX_NAME);
        String reason = Input.optional("reason", body.reason(), AccountController.MAX_REASON);
        return this.<LinkedDevice>enter(new LinkDevice(accountId, typed, name, reason), sender)
                .thenApply(linked -> linked.as(HttpStatus.CREATED, linked.answer()));
    }

    /**
     * R16, per client address: a try is taken before the code is looked at and given back unless the code was wrong, or
     * the account is one that wrong codes cannot be counted for.
     */
    private <R extends @Nullable Object> CompletableFuture<Acknowledged<R>> enter(Object command, Sender sender) {
        String client = ClientAddress.throttleKey(String.valueOf(sender.caller().address()));
        Duration wait = wrongCodes.tryTake(client);
        if (wait != null) {
            throw new Refused(Refusal.until(RefusalCode.TOO_MANY_REQUESTS, wait), "too many wrong codes from here");
        }
        return sender.<R>send(command).whenComplete((answer, refused) -> {
            if (!mayBeGuess(Refused.codeOf(refused))) wrongCodes.giveBack(client);
        });
    }

    private static boolean mayBeGuess(@Nullable RefusalCode code) {
        return code == RefusalCode.CODE_UNKNOWN || code == RefusalCode.ACCOUNT_NOT_REGISTERED;
    }
}
