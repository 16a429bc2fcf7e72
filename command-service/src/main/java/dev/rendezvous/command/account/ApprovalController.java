package dev.rendezvous.command.account;

import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.account.AmendApprovals;
import dev.rendezvous.api.account.Amendment;
import dev.rendezvous.api.account.OverrideApprovals;
import dev.rendezvous.api.account.ResetChangeWindow;
import dev.rendezvous.api.limit.AccountLimits;
import dev.rendezvous.api.registration.DeviceId;
import dev.rendezvous.command.gateway.Sender;
import dev.rendezvous.edge.problem.Input;
import dev.rendezvous.edge.problem.InvalidRequest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Account holders amend their list of approved devices, operators also beyond its limits (R34-R37). */
@RestController
class ApprovalController {
    static final String APPROVALS = AccountController.ACCOUNT + "/approvals";
    static final String OVERRIDES = AccountController.ACCOUNT + "/approval-overrides";
    static final String RESETS = AccountController.ACCOUNT + "/change-window-resets";

    /** A list that is missing names no device. */
    record Amending(
            @Nullable List<@Nullable String> approve,
            @Nullable List<@Nullable String> unapprove,
            @Nullable String reason) {
        /** @throws InvalidRequest if the lists make no amendment */
        Amendment amendment() {
            List<DeviceId> added = devices("approve", approve);
            List<DeviceId> removed = devices("unapprove", unapprove);
            try {
                return new Amendment(added, removed);
            } catch (IllegalArgumentException e) {
                throw new InvalidRequest("approve, unapprove", String.valueOf(e.getMessage()));
            }
        }

        private static List<DeviceId> devices(String field, @Nullable List<@Nullable String> named) {
            if (named == null) return List.of();
            return named.stream()
                    .map(device -> new DeviceId(Input.required(field, device, DeviceId.MAX_LENGTH)))
                    .toList();
        }
    }

    record Resetting(@Nullable String reason) {}

    @PostMapping(APPROVALS)
    CompletableFuture<ResponseEntity<AccountLimits>> amend(
            @PathVariable("a") AccountId accountId, @RequestBody Amending body, Sender sender) {
        return limitsAfter(new AmendApprovals(accountId, body.amendment()), sender);
    }

    @PostMapping(OVERRIDES)
    CompletableFuture<ResponseEntity<AccountLimits>> override(
            @PathVariable("a") AccountId accountId, @RequestBody Amending body, Sender sender) {
        return limitsAfter(new OverrideApprovals(accountId, body.amendment(), reason(body.reason())), sender);
    }

    @PostMapping(RESETS)
    CompletableFuture<ResponseEntity<AccountLimits>> resetWindow(
            @PathVariable("a") AccountId accountId, @RequestBody Resetting body, Sender sender) {
        return limitsAfter(new ResetChangeWindow(accountId, reason(body.reason())), sender);
    }

    private static CompletableFuture<ResponseEntity<AccountLimits>> limitsAfter(Object command, Sender sender) {
        return sender.<AccountLimits>send(command).thenApply(limits -> limits.as(HttpStatus.OK, limits.answer()));
    }

    private static String reason(@Nullable String reason) {
        return Input.required("reason", reason, AccountController.MAX_REASON);
    }
}
