package dev.rendezvous.query.pollstatus;

import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How polls are answered from memory.
 *
 * @param retention how long an expired session is remembered, so that late polls are told {@code expired_code}
 * @param patience how long a poll waits for the view to catch up before it is answered 503 (R9)
 * @param maxHeldPolls long polls held at once on this node; one more is answered at once (R13)
 */
@Validated
@ConfigurationProperties("rendezvous.poll-view")
record PollViewSettings(
        @DefaultValue("15m") Duration retention,
        @DefaultValue("2s") Duration patience,
        @DefaultValue("50000") @Positive int maxHeldPolls) {}
