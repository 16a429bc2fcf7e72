package dev.rendezvous.command.account;

import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.account.AccountStatus;
import dev.rendezvous.api.account.ActivationStatus;
import dev.rendezvous.api.account.ChangeAccountStatus;
import dev.rendezvous.api.account.ChangeActivationStatus;
import dev.rendezvous.api.account.ChangeOperatorStatus;
import dev.rendezvous.api.account.ErasePersonalData;
import dev.rendezvous.api.account.LinkedDevice;
import dev.rendezvous.api.account.ManageDevice;
import dev.rendezvous.api.account.OpenAccount;
import dev.rendezvous.api.account.OperatorStatus;
import dev.rendezvous.api.account.RenameDevice;
import dev.rendezvous.api.account.UnlinkDevice;
import dev.rendezvous.api.profile.Profile;
import dev.rendezvous.api.registration.DeviceId;
import dev.rendezvous.command.gateway.Sender;
import dev.rendezvous.edge.problem.Input;
import dev.rendezvous.edge.problem.InvalidRequest;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** What operators and account holders do with an account and its devices. */
@RestController
class AccountController {
    static final String ACCOUNT = "/accounts/{a}";
    static final String STATUS = ACCOUNT + "/status";
    static final String DEVICE = ACCOUNT + "/devices/{d}";

    static final String OPERATOR_STATUS = DEVICE + "/operator-status";
    static final String ACTIVATION_STATUS = DEVICE + "/activation-status";
    static final String MANAGED = DEVICE + "/managed";

    static final String PERSONAL_DATA = ACCOUNT + "/personal-data";

    static final int MAX_NAME = 64;
    static final int MAX_REASON = 512;

    record Opening(@Nullable String profile) {}

    record StatusChange(@Nullable AccountStatus status, @Nullable String reason) {}

    record Renaming(@Nullable String name) {}

    record OperatorStatusChange(@Nullable OperatorStatus status, @Nullable String reason) {}

    record ActivationStatusChange(@Nullable ActivationStatus status, @Nullable String reason) {}

    record Management(@Nullable Boolean managed) {}

    record Erasure(@Nullable String reason) {}

    record OpenedAccount(AccountId accountId, String profile) {}

    @PutMapping(ACCOUNT)
    CompletableFuture<ResponseEntity<OpenedAccount>> open(
            @PathVariable("a") AccountId accountId, @RequestBody Opening body, Sender sender) {
        String profile = Input.optional("profile", body.profile(), MAX_NAME);
        OpenAccount command = new OpenAccount(accountId, profile == null ? Profile.STANDARD.name() : profile);
        return sender.<Boolean>send(command)
                .thenApply(opened -> opened.as(
                        opened.answer() ? HttpStatus.CREATED : HttpStatus.OK,
                        new OpenedAccount(accountId, command.profile())));
    }

    @PutMapping(STATUS)
    CompletableFuture<ResponseEntity<Void>> changeStatus(
            @PathVariable("a") AccountId accountId, @RequestBody StatusChange body, Sender sender) {
        if (body.status() == null) throw new InvalidRequest("status", "must be ACTIVE, ON_HOLD or CLOSED");
        String reason = Input.optional("reason", body.reason(), MAX_REASON);
        return carriedOut(sender, new ChangeAccountStatus(accountId, body.status(), reason));
    }

    @PatchMapping(DEVICE)
    CompletableFuture<ResponseEntity<LinkedDevice>> rename(
            @PathVariable("a") AccountId accountId,
            @PathVariable("d") DeviceId deviceId,
            @RequestBody Renaming body,
            Sender sender) {
        String name = Input.required("name", body.name(), MAX_NAME);
        return sender.<LinkedDevice>send(new RenameDevice(accountId, deviceId, name))
                .thenApply(renamed -> renamed.as(HttpStatus.OK, renamed.answer()));
    }

    @DeleteMapping(DEVICE)
    CompletableFuture<ResponseEntity<Void>> unlink(
            @PathVariable("a") AccountId accountId, @PathVariable("d") DeviceId deviceId, Sender sender) {
        return carriedOut(sender, new UnlinkDevice(accountId, deviceId));
    }

    @PutMapping(OPERATOR_STATUS)
    CompletableFuture<ResponseEntity<Void>> changeOperatorStatus(
            @PathVariable("a") AccountId accountId,
            @PathVariable("d") DeviceId deviceId,
            @RequestBody OperatorStatusChange body,
            Sender sender) {
        if (body.status() == null) throw new InvalidRequest("status", "must be ENABLED or DISABLED");
        String reason = Input.optional("reason", body.reason(), MAX_REASON);
        return carriedOut(sender, new ChangeOperatorStatus(accountId, deviceId, body.status(), reason));
    }

    @PutMapping(ACTIVATION_STATUS)
    CompletableFuture<ResponseEntity<Void>> changeActivationStatus(
            @PathVariable("a") AccountId accountId,
            @PathVariable("d") DeviceId deviceId,
            @RequestBody ActivationStatusChange body,
            Sender sender) {
        if (body.status() == null) throw new InvalidRequest("status", "must be ACTIVE or INACTIVE");
        String reason = Input.optional("reason", body.reason(), MAX_REASON);
        return carriedOut(sender, new ChangeActivationStatus(accountId, deviceId, body.status(), reason));
    }

    @PutMapping(MANAGED)
    CompletableFuture<ResponseEntity<Void>> manage(
            @PathVariable("a") AccountId accountId,
            @PathVariable("d") DeviceId deviceId,
            @RequestBody Management body,
            Sender sender) {
        if (body.managed() == null) throw new InvalidRequest("managed", "must be true or false");
        return carriedOut(sender, new ManageDevice(accountId, deviceId, body.managed()));
    }

    @DeleteMapping(PERSONAL_DATA)
    CompletableFuture<ResponseEntity<Void>> erasePersonalData(
            @PathVariable("a") AccountId accountId, @RequestBody Erasure body, Sender sender) {
        String reason = Input.required("reason", body.reason(), MAX_REASON);
        return carriedOut(sender, new ErasePersonalData(accountId, reason));
    }

    private static CompletableFuture<ResponseEntity<Void>> carriedOut(Sender sender, Object command) {
        return sender.send(command).thenApply(done -> done.as(HttpStatus.NO_CONTENT, null));
    }
}
