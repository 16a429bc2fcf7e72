package dev.rendezvous.api.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalTest {
    @ParameterizedTest
    @CsvSource({"PT0S, 1", "PT0.001S, 1", "PT1S, 1", "PT1.000000001S, 2", "PT1.001S, 2", "PT15M, 900"})
    void a_wait_is_told_in_whole_seconds_and_never_too_short(Duration wait, long seconds) {
        assertThat(Refusal.until(RefusalCode.TOO_MANY_REQUESTS, wait).facts())
                .isEqualTo(Map.of(Refusal.RETRY_AFTER, seconds));
    }

    @Test
    void a_refusal_travels_as_details_and_costs_no_stack_trace() {
        Refused refused = new Refused(RefusalCode.ALREADY_USED, "used");
        assertThat(refused.<Refusal>getDetails()).contains(Refusal.of(RefusalCode.ALREADY_USED));
        assertThat(refused.getStackTrace()).isEmpty();
    }

    @Test
    void a_lost_race_is_a_conflict_that_ends_by_itself() {
        assertThat(Refusal.lostRace().isLostRace()).isTrue();
        assertThat(new Refusal(RefusalCode.CONFLICT, Map.of(Refusal.RETRY_AFTER, 1)).isLostRace())
                .isTrue();
        assertThat(Refusal.of(RefusalCode.CONFLICT).isLostRace()).isFalse();
        assertThat(Refusal.until(RefusalCode.UNAVAILABLE, Duration.ofSeconds(1)).isLostRace())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-31T12:00:00Z, 2026-03-31T12:00:00.000Z",
        "2026-03-31T12:00:00.01Z, 2026-03-31T12:00:00.010Z",
        "2026-03-31T12:00:00.0019Z, 2026-03-31T12:00:00.001Z",
    })
    void an_instant_is_one_more_fact_in_utc_with_milliseconds(Instant instant, String written) { // R35
        Refusal refusal = new Refusal(RefusalCode.CHANGE_LIMIT_REACHED, Map.of("limit", 3));
        assertThat(refusal.with("nextChangeAt", instant))
                .isEqualTo(new Refusal(RefusalCode.CHANGE_LIMIT_REACHED, Map.of("limit", 3, "nextChangeAt", written)));
        assertThat(refusal.facts()).isEqualTo(Map.of("limit", 3));
    }
}
