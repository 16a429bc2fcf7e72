package dev.rendezvous.query.audit;

import dev.rendezvous.api.caller.Caller;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One entry of the audit log, as a search shows it.
 *
 * @param number 1 for the first event, without holes
 * @param position in the event log
 * @param id of the event
 * @param device that the event names, {@code null} if it names none or several
 * @param data what happened; {@code null} if the event is no longer in the history, which is proof that somebody took it out
 * @param hash of the chain up to this entry, 64 hexadecimal digits
 */
record AuditEntry(
        long number,
        long position,
        @Nullable String id,
        Instant time,
        String type,
        @Nullable String account,
        @Nullable String device,
        @Nullable UUID session,
        @Nullable String actor,
        @Nullable String role,
        @Nullable String address,
        @Nullable String correlation,
        @Nullable String cause,
        @Nullable JsonNode data,
        String hash) {
    static final String CAUSE = "cause";

    static AuditEntry of(AuditRow row, ShownEvents.@Nullable Shown event) {
        return new AuditEntry(
                row.number(),
                row.position(),
                event == null ? null : event.stored().eventId(),
                row.time(),
                row.type(),
                row.account(),
                event == null ? null : deviceOf(event),
                row.session(),
                row.actor(),
                event == null ? null : event.said(Caller.ROLE),
                event == null ? null : event.said(Caller.ADDRESS),
                event == null ? null : event.said(Caller.CORRELATION_ID),
                event == null ? null : event.said(CAUSE),
                event == null ? null : event.data(),
                HexFormat.of().formatHex(row.hash()));
    }

    /** The same with an address and data in which nothing is sealed. */
    AuditEntry readable(@Nullable String opened, JsonNode readable) {
        return new AuditEntry(
                number,
                position,
                id,
                time,
                type,
                account,
                device,
                session,
                actor,
                role,
                opened,
                correlation,
                cause,
                readable,
                hash);
    }

    private static @Nullable String deviceOf(ShownEvents.Shown event) {
        EventSubject subject = EventSubject.of(event.stored());
        return subject.devices().size() == 1 ? subject.devices().get(0) : null;
    }
}
