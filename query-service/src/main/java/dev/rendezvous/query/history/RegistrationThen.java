package dev.rendezvous.query.history;

import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.registration.DeviceId;
import dev.rendezvous.api.registration.SessionId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A registration session and everything that had happened to it until an instant (R50, R53).
 *
 * @param code its first letter and its length: the whole may be live
 * @param requestedFrom network address of the device that asked; {@code null} if unknown or forgotten (R57)
 * @param expiresAt until when it could be decided, as moved by those who were shown the device (R14)
 * @param shownTo who entered the code to see what it links, in that order
 * @param accountId who decided it; {@code null} if nobody has
 * @param endedAt {@code null} while it is pending
 * @param reason why it was refused or cancelled
 */
record RegistrationThen(
        SessionId sessionId,
        Instant at,
        State state,
        String code,
        DeviceId deviceId,
        @Nullable String deviceType,
        @Nullable String firmwareVersion,
        Instant issuedAt,
        @Nullable String requestedFrom,
        Instant expiresAt,
        List<Shown> shownTo,
        @Nullable AccountId accountId,
        @Nullable Instant endedAt,
        @Nullable String reason,
        List<Happened> events) {
    /** How a session stands. By the clock it is expired from the very instant on (R14). */
    enum State {
        PENDING,
        LINKED,
        DENIED,
        REFUSED,
        CANCELLED,
        EXPIRED
    }

    /** An account that was shown what the code links. */
    record Shown(AccountId accountId, Instant at) {}
}
