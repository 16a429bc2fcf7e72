package dev.rendezvous.api.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
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
}
