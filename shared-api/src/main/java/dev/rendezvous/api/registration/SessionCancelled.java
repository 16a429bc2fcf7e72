package dev.rendezvous.api.registration;

import org.axonframework.serialization.Revision;

/** The session ended before anybody linked the device. */
@Revision("1")
public record SessionCancelled(SessionId sessionId, Cause cause) implements RegistrationEvent {
    /** Why: an operator cancelled it (R17), or too many accounts had been shown what it links (R16). */
    public enum Cause {
        OPERATOR,
        SHOWN_TO_TOO_MANY
    }
}
