package dev.rendezvous.command.registration;

import dev.rendezvous.api.registration.CodeIssued;
import dev.rendezvous.engine.EngineSettings;
import dev.rendezvous.engine.history.RowsOfHistory;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Table {@code code_reservation} and the count of live codes, made again: each code is taken as when it was issued, and what a
 * sweep would have forgotten at that time is forgotten.
 */
class ReservationsOfHistory implements RowsOfHistory {
    /** More than one batch of events can leave behind. */
    private static final int MANY = 10_000;

    private final JdbcClient db;
    private final EngineSettings engine;
    private final Clock clock;
    private final CodeReservations reservations;
    private final CodesTakenAgain taken;

    ReservationsOfHistory(JdbcClient db, EngineSettings engine, Clock clock) {
        this.db = db;
        this.engine = engine;
        this.clock = clock;
        this.reservations = new CodeReservations(db);
        this.taken = new CodesTakenAgain(reservations);
    }

    @Override
    public void clear() {
        db.sql("DELETE FROM code_reservation").update();
    }

    @Override
    public List<Object> handlers() {
        return List.of(taken, new WhenSessionEndsThenReleaseCode(reservations, new CountedAfterwards()));
    }

    @Override
    public void afterBatch() {
        forgetAsOf(taken.newest);
    }

    @Override
    public void afterAll() {
        forgetAsOf(clock.instant());
        if (!engine.isOneProcess()) new LiveCodesOfAllNodes(db).startAt(reservations.countLive());
    }

    private void forgetAsOf(Instant then) {
        int forgotten = MANY;
        while (forgotten == MANY) {
            forgotten = reservations.forgetExpiredBefore(then.minus(ExpirySweep.REMEMBERED), MANY);
        }
    }

    /** Does with a {@code CodeIssued} what was done before it was appended. */
    static final class CodesTakenAgain {
        private final CodeReservations reservations;
        private Instant newest = Instant.EPOCH;

        CodesTakenAgain(CodeReservations reservations) {
            this.reservations = reservations;
        }

        @EventHandler
        void on(CodeIssued event, @Timestamp Instant issuedAt) {
            newest = issuedAt;
            if (take(event, CodeReservations.FIRST_SLOT)) return;
            int slot = CodeReservations.lowestFree(reservations.liveSlotsOf(event.deviceId(), issuedAt));
            if (take(event, slot)) return;
            if (reservations.forgetUsedUp(event.code(), issuedAt) && take(event, slot)) return;
            throw new IllegalStateException("two live sessions have the code of session " + event.sessionId());
        }

        private boolean take(CodeIssued event, int slot) {
            return reservations.take(new CodeReservations.Reservation(
                    event.code(), event.sessionId(), event.deviceId(), slot, event.expiresAt()));
        }
    }

    /** One look at the table in the end instead of a row changed by each event. */
    private static final class CountedAfterwards implements LiveCodes {
        @Override
        public long more(int codes) {
            throw new UnsupportedOperationException("no code is issued here");
        }

        @Override
        public void less(int codes) {}

        @Override
        public void first() {}

        @Override
        public long count() {
            throw new UnsupportedOperationException("no code is issued here");
        }
    }
}
