package dev.rendezvous.query.catchup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rendezvous.engine.ReadPosition;
import java.time.Duration;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

class ViewReadinessTest {
    private final ScriptedLog log = new ScriptedLog();
    private final ReadPosition position = new ReadPosition();
    private final CatchUp catchUp = new CatchUp(log, position, Duration.ofMillis(50));
    private final ViewReadiness readiness = new ViewReadiness(catchUp);

    @AfterEach
    void stop() {
        readiness.stop();
        catchUp.close();
    }

    @Test
    void it_is_ready_when_the_view_has_caught_up_however_long_that_takes_and_stays_so() {
        log.head = 7;
        readiness.start();
        await().until(() -> log.headReads.get() > 2);
        assertThat(status()).isEqualTo(Status.OUT_OF_SERVICE);

        position.reached(new GlobalSequenceTrackingToken(7));
        await().until(() -> status().equals(Status.UP));
        log.head = 100;

        assertThat(status()).isEqualTo(Status.UP);
    }

    @Test
    void a_log_that_cannot_be_read_at_first_is_tried_again() {
        log.broken = true;
        readiness.start();
        await().until(() -> log.headReads.get() > 1);
        log.broken = false;

        await().until(() -> status().equals(Status.UP));
    }

    private Status status() {
        return readiness.health().getStatus();
    }
}
