package dev.rendezvous.command.registration;

import dev.rendezvous.api.registration.CancelSession;
import dev.rendezvous.api.registration.SessionId;
import dev.rendezvous.command.gateway.Sender;
import java.util.concurrent.CompletableFuture;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** An operator ends a pending session (R17). */
@RestController
class RegistrationController {
    static final String REGISTRATION = "/registrations/{sessionId}";

    @DeleteMapping(REGISTRATION)
    CompletableFuture<ResponseEntity<Void>> cancel(@PathVariable SessionId sessionId, Sender sender) {
        return sender.send(new CancelSession(sessionId)).thenApply(done -> done.as(HttpStatus.NO_CONTENT, null));
    }
}
