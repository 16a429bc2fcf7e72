package dev.rendezvous.command.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.rendezvous.api.registration.CodeIssued;
import dev.rendezvous.api.registration.DeviceId;
import dev.rendezvous.api.registration.RegistrationCode;
import dev.rendezvous.api.registration.SessionId;
import dev.rendezvous.command.CommandNode;
import dev.rendezvous.command.SharedNode;
import dev.rendezvous.command.TestClock;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Codes are taken again as they were when they were issued. */
@ExtendWith(SharedNode.class)
class ReservationsOfHistoryTest {
    private static final Duration LIFETIME = Duration.ofMinutes(15);

    private final Instant then = TestClock.NOON.plus(Duration.ofDays(365));
    private final RegistrationCode code = new CodeDraw(new SecureRandom()).draw(12);
    private final SessionId first = new SessionId(UUID.randomUUID());
    private final SessionId second = new SessionId(UUID.randomUUID());
    private final CodeReservations reservations;
    private final ReservationsOfHistory.CodesTakenAgain taken;

    ReservationsOfHistoryTest(CommandNode node) {
        reservations = new CodeReservations(node.db());
        taken = new ReservationsOfHistory.CodesTakenAgain(reservations);
    }

    @Test
    void a_code_that_was_issued_again_belongs_to_its_latest_session() { // R3
        taken.on(issued(first, then), then);
        reservations.end(List.of(first));
        Instant usedUp = then.plus(LIFETIME);
        taken.on(issued(second, usedUp), usedUp);
        assertThat(reservations.sessionOf(code)).contains(second);
        reservations.end(List.of(second));
    }

    @Test
    void a_history_in_which_two_live_sessions_have_one_code_is_no_history() {
        taken.on(issued(first, then), then);
        assertThatIllegalStateException().isThrownBy(() -> taken.on(issued(second, then), then));
        reservations.end(List.of(first));
    }

    private CodeIssued issued(SessionId session, Instant at) {
        return new CodeIssued(
                session, code, new DeviceId("tv-" + session), null, null, null, LIFETIME, at.plus(LIFETIME));
    }
}
