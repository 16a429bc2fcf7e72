package dev.rendezvous.edge.throttle;

import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How often clients may do what costs or what guesses. An IPv6 client is its /64.
 *
 * @param enabled whether anything is throttled; false only while the server listens on loopback. Default true
 * @param preRegistrationsPerMinutePerAddress codes that one client may ask for in a minute (R5). Default 60
 * @param preRegistrationsPerSecondTotal codes that all clients may ask one node for in a second (R5). Default 2,000
 * @param pollsPerMinutePerAddress polls of one client in a minute; many devices sit behind one address. Default 6,000
 * @param wrongCodesPerAddress wrong codes that one client may enter within the window (R16). Default 20
 * @param wrongCodesWindow over which wrong codes are counted (R16). Default 15 minutes
 */
@Validated
@ConfigurationProperties("rendezvous.throttle")
public record ThrottleSettings(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("60") @Positive int preRegistrationsPerMinutePerAddress,
        @DefaultValue("2000") @Positive int preRegistrationsPerSecondTotal,
        @DefaultValue("6000") @Positive int pollsPerMinutePerAddress,
        @DefaultValue("20") @Positive int wrongCodesPerAddress,
        @DefaultValue("15m") @DurationMin(seconds = 1) Duration wrongCodesWindow) {

    /** A throttle of these figures, or one that refuses nothing while throttling is off. */
    public Throttle throttle(int capacity, Duration period) {
        return enabled ? Throttle.of(capacity, period) : Throttle.off();
    }
}
