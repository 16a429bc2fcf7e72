package dev.rendezvous.query.catchup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rendezvous.engine.ReadPosition;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FreshnessTest {
    private final ScriptedLog log = new ScriptedLog();
    private final ReadPosition position = new ReadPosition();
    private final Freshness freshness = new Freshness(log, position);

    @AfterEach
    void close() {
        freshness.close();
    }

    @Test
    void a_view_that_hears_no_more_of_a_log_that_can_be_read_is_not_fresh_until_it_has_caught_up() {
        await().until(() -> log.headReads.get() > 1 && freshness.isFresh());

        log.head = 7;
        await().until(() -> !freshness.isFresh());

        position.reached(new GlobalSequenceTrackingToken(7));
        await().until(freshness::isFresh);
    }

    @Test
    void a_late_event_below_is_missing_and_a_gap_that_stays_empty_is_not() {
        log.head = 7;
        log.committed.add(5L);
        position.reached(GapAwareTrackingToken.newInstance(7, List.of(4L, 5L)));
        await().until(() -> !freshness.isFresh());

        position.reached(GapAwareTrackingToken.newInstance(7, List.of(4L)));
        await().until(freshness::isFresh);
    }

    @Test
    void while_the_log_cannot_be_read_what_is_known_is_told() throws InterruptedException {
        await().until(() -> log.headReads.get() > 1 && freshness.isFresh());
        log.broken = true;
        log.head = 7;
        TimeUnit.MILLISECONDS.sleep(1_500);

        await().untilAsserted(() -> assertThat(freshness.isFresh()).isTrue());

        log.broken = false;
        await().until(() -> !freshness.isFresh());
    }
}
