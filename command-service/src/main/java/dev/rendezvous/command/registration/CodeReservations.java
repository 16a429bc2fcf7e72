package dev.rendezvous.command.registration;

import dev.rendezvous.api.registration.DeviceId;
import dev.rendezvous.api.registration.RegistrationCode;
import dev.rendezvous.api.registration.SessionId;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Table {@code code_reservation}, written in the transaction that appends the events. */
public class CodeReservations {
    /** The place of a device that has no other session. */
    static final int FIRST_SLOT = 0;

    private static final String TAKE =
            "INSERT INTO code_reservation (session_id, code, device_id, device_slot, live, expires_at)"
                    + " VALUES (?, ?, ?, ?, TRUE, ?)";

    /** From where it was left off: what has ended just before lies in the index for a while, and is not walked again. */
    private static final String OVERDUE =
            "SELECT session_id, expires_at FROM code_reservation WHERE live AND expires_at >= ? AND expires_at <= ?"
                    + " ORDER BY expires_at LIMIT ?";

    private final JdbcClient db;

    CodeReservations(JdbcClient db) {
        this.db = db;
    }

    /** A place that a device holds: its live session and when that expires. */
    record HeldSlot(int slot, SessionId sessionId, Instant expiresAt) {}

    /** The session that shows this code or showed it last; empty if nobody was given it lately. */
    public Optional<SessionId> sessionOf(RegistrationCode code) {
        return db.sql("SELECT session_id FROM code_reservation WHERE code = ?")
                .param(code.value())
                .query(UUID.class)
                .optional()
                .map(SessionId::new);
    }

    /** What a session wants to hold while it lives. */
    record Reservation(RegistrationCode code, SessionId sessionId, DeviceId deviceId, int slot, Instant expiresAt) {
        Reservation with(RegistrationCode otherCode, int otherSlot) {
            return new Reservation(otherCode, sessionId, deviceId, otherSlot, expiresAt);
        }

        private Stream<Object> row() {
            return Stream.of(sessionId.value(), code.value(), deviceId.value(), slot, expiresAt.toEpochMilli());
        }
    }

    /** Takes the code and the device's slot, if both are free. */
    boolean take(Reservation wanted) {
        return db.sql(take(1)).params(wanted.row().toList()).update() == 1;
    }

    /**
     * As {@link #take}, all at once; returns the sessions that hold theirs now. In the order of the codes, so that two
     * transactions that want the same ones do not wait for each other.
     */
    Set<UUID> takeAll(List<Reservation> wanted) {
        List<Reservation> inOrder = wanted.stream()
                .sorted(Comparator.comparing(reservation -> reservation.code().value()))
                .toList();
        int rows = db.sql(take(inOrder.size()))
                .params(inOrder.stream().flatMap(Reservation::row).toList())
                .update();
        Set<UUID> sessions = wanted.stream()
                .map(reservation -> reservation.sessionId().value())
                .collect(Collectors.toSet());
        return rows == wanted.size() ? sessions : holders(sessions);
    }

    private Set<UUID> holders(Set<UUID> sessions) {
        return db.sql("SELECT session_id FROM code_reservation WHERE session_id IN (:sessions)")
                .param("sessions", sessions)
                .query(UUID.class)
                .set();
    }

    private static String take(int reservations) {
        return TAKE + ", (?, ?, ?, ?, TRUE, ?)".repeat(reservations - 1) + " ON CONFLICT DO NOTHING";
    }

    /**
     * Lets go of a code whose session has ended and whose lifetime has passed (R3). Looked up by the code alone: with more
     * conditions H2, which plans once while the table is empty, would scan all ended sessions.
     */
    boolean forgetUsedUp(RegistrationCode code, Instant now) {
        return db.sql("SELECT session_id, live, expires_at FROM code_reservation WHERE code = ?")
                .param(code.value())
                .query((row, number) -> new Holder(
                        row.getObject(1, UUID.class), row.getBoolean(2), Instant.ofEpochMilli(row.getLong(3))))
                .optional()
                .filter(holder -> !holder.live() && RegistrationSession.isOver(holder.expiresAt(), now))
                .map(holder -> delete(holder.sessionId()))
                .orElse(false);
    }

    private record Holder(UUID sessionId, boolean live, Instant expiresAt) {}

    private boolean delete(UUID sessionId) {
        return db.sql("DELETE FROM code_reservation WHERE session_id = ?")
                        .param(sessionId)
                        .update()
                == 1;
    }

    List<HeldSlot> slotsOf(DeviceId deviceId) {
        return db.sql("SELECT device_slot, session_id, expires_at FROM code_reservation"
                        + " WHERE device_id = ? AND device_slot IS NOT NULL ORDER BY expires_at")
                .param(deviceId.value())
                .query((row, number) -> new HeldSlot(
                        row.getInt(1),
                        new SessionId(row.getObject(2, UUID.class)),
                        Instant.ofEpochMilli(row.getLong(3))))
                .list();
    }

    /** Places of the device's live sessions, the first to expire first; those of expired ones are freed. */
    List<HeldSlot> liveSlotsOf(DeviceId deviceId, Instant now) {
        List<HeldSlot> held = slotsOf(deviceId);
        held.stream()
                .filter(slot -> RegistrationSession.isOver(slot.expiresAt(), now))
                .forEach(expired -> freeSlot(expired.sessionId()));
        return held.stream()
                .filter(slot -> !RegistrationSession.isOver(slot.expiresAt(), now))
                .toList();
    }

    /** The place that the device's next session takes. */
    static int lowestFree(List<HeldSlot> held) {
        Set<Integer> taken = held.stream().map(HeldSlot::slot).collect(Collectors.toSet());
        int slot = FIRST_SLOT;
        while (taken.contains(slot)) slot++;
        return slot;
    }

    private void freeSlot(SessionId sessionId) {
        db.sql("UPDATE code_reservation SET device_slot = NULL WHERE session_id = ?")
                .param(sessionId.value())
                .update();
    }

    void extend(SessionId sessionId, Instant expiresAt) {
        db.sql("UPDATE code_reservation SET expires_at = ? WHERE session_id = ?")
                .params(expiresAt.toEpochMilli(), sessionId.value())
                .update();
    }

    void end(Collection<SessionId> sessions) {
        db.sql("UPDATE code_reservation SET live = FALSE, device_slot = NULL WHERE session_id IN (:sessions)")
                .param("sessions", sessions.stream().map(SessionId::value).toList())
                .update();
    }

    /** Live as far as history knows, but over. */
    record Overdue(SessionId sessionId, Instant expiresAt) {}

    /** Those that expired at {@code from} or later, but not after {@code now}; the first to expire first. */
    List<Overdue> overdue(Instant from, Instant now, int most) {
        return overdue(OVERDUE, from, now, most);
    }

    /** As {@link #overdue}, without those that another transaction is changing; nobody else changes these in this one. */
    List<Overdue> lockOverdue(Instant from, Instant now, int most) {
        return overdue(OVERDUE + " FOR UPDATE SKIP LOCKED", from, now, most);
    }

    private List<Overdue> overdue(String sql, Instant from, Instant now, int most) {
        return db.sql(sql)
                .params(from.toEpochMilli(), now.toEpochMilli(), most)
                .query((row, number) ->
                        new Overdue(new SessionId(row.getObject(1, UUID.class)), Instant.ofEpochMilli(row.getLong(2))))
                .list();
    }

    /** Forgets sessions that ended and whose codes expired before {@code then}; returns how many. */
    int forgetExpiredBefore(Instant then, int most) {
        return db.sql("DELETE FROM code_reservation WHERE session_id IN (SELECT session_id FROM code_reservation"
                        + " WHERE NOT live AND expires_at < ? LIMIT ?)")
                .params(then.toEpochMilli(), most)
                .update();
    }

    long countLive() {
        return db.sql("SELECT COUNT(*) FROM code_reservation WHERE live")
                .query(Long.class)
                .single();
    }
}
