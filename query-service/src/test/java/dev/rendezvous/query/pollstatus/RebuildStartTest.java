package dev.rendezvous.query.pollstatus;

import static dev.rendezvous.query.pollstatus.Sample.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RebuildStartTest {
    private static final CodeLifetimes LIFETIMES = new CodeLifetimes(
            Duration.ofMinutes(15),
            Map.of(
                    "slow", new CodeLifetimes.OfType(Duration.ofMinutes(40)),
                    "quick", new CodeLifetimes.OfType(Duration.ofMinutes(2)),
                    "same", new CodeLifetimes.OfType(null)));

    private final AtomicReference<Instant> asked = new AtomicReference<>();
    private final RebuildStart start =
            new RebuildStart(new MovableClock(NOON), LIFETIMES.longest(), Duration.ofMinutes(15));

    @Test
    void it_reaches_back_to_the_oldest_session_that_may_be_polled_and_five_minutes_more() {
        start.in(logStartingAt(null));

        assertThat(asked.get()).isEqualTo(NOON.minus(Duration.ofMinutes(40 + 25 + 15 + 5)));
    }

    @Test
    void it_begins_below_for_the_sake_of_transactions_that_were_still_open() {
        assertThat(start.in(logStartingAt(new GapAwareTrackingToken(5_000, null))))
                .isEqualTo(new GapAwareTrackingToken(4_000, null));
        assertThat(start.in(logStartingAt(new GapAwareTrackingToken(7, null))))
                .isEqualTo(new GapAwareTrackingToken(-1, null));
    }

    @Test
    void an_empty_log_begins_at_its_beginning_and_a_log_without_gaps_where_it_says() {
        assertThat(start.in(logStartingAt(null))).isNull();
        assertThat(start.in(logStartingAt(new GlobalSequenceTrackingToken(3))))
                .isEqualTo(new GlobalSequenceTrackingToken(3));
    }

    private StreamableMessageSource<TrackedEventMessage<?>> logStartingAt(@Nullable TrackingToken token) {
        return new StreamableMessageSource<>() {
            @Override
            public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken from) {
                throw new UnsupportedOperationException();
            }

            @Override
            public @Nullable TrackingToken createTokenAt(Instant instant) {
                asked.set(instant);
                return token;
            }
        };
    }
}
