package dev.rendezvous.query.pollstatus;

import dev.rendezvous.api.registration.SessionId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One page of the sessions that wait to be decided, newest first (R17).
 *
 * @param next the cursor of the next page, null on the last one
 */
record PendingRegistrations(List<PendingRegistration> registrations, @Nullable UUID next) {
    /**
     * One session, without what would let anybody poll or claim it.
     *
     * @param code its first letter and its length
     * @param claimed whether an account has entered the code and been shown the device
     */
    record PendingRegistration(
            SessionId sessionId,
            String code,
            String deviceId,
            @Nullable String deviceType,
            @Nullable String firmwareVersion,
            Instant issuedAt,
            Instant expiresAt,
            boolean claimed) {
        private static PendingRegistration of(PollSession session) {
            return new PendingRegistration(
                    new SessionId(session.id),
                    session.code().masked(),
                    session.deviceId(),
                    session.deviceType,
                    session.firmwareVersion,
                    session.issuedAt(),
                    Instant.ofEpochMilli(session.expiresAtMillis()),
                    session.isClaimed());
        }
    }

    /** The first {@code limit} of {@code found}, which has one more if there is another page. */
    static PendingRegistrations page(List<PollSession> found, int limit) {
        List<PollSession> shown = found.subList(0, Math.min(limit, found.size()));
        UUID next = found.size() > limit ? shown.get(limit - 1).id : null;
        return new PendingRegistrations(
                shown.stream().map(PendingRegistration::of).toList(), next);
    }
}
