package dev.rendezvous.command.registration;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How codes are issued.
 *
 * @param codeLifetime how long a code may be entered (R4)
 * @param retryInterval how long a device waits between polls (R4)
 * @param minCodeLength letters of the shortest code (R2)
 * @param guessBound the chance that one guess may have of hitting a live code (R2)
 * @param maxLivePerDevice live sessions that one device may have (R5)
 * @param sweepInterval how often expired sessions are looked for; history shows an expiry at most this much late (R14)
 * @param verificationUri where a person enters the code; shown on the screen beside it
 * @param deviceTypes other timing for some device types, by the type that the device sends
 */
@Validated
@ConfigurationProperties("rendezvous.registration")
record RegistrationSettings(
        @DefaultValue("15m") Duration codeLifetime,
        @DefaultValue("30s") Duration retryInterval,
        @DefaultValue("5") @Min(4) @Max(12) int minCodeLength,
        @DefaultValue("0.001") @DecimalMin(value = "0", inclusive = false) @DecimalMax("1") double guessBound,
        @DefaultValue("3") @Positive int maxLivePerDevice,
        @DefaultValue("1s") Duration sweepInterval,
        @DefaultValue("http://localhost:8080/activate") URI verificationUri,
        @DefaultValue Map<String, Timing> deviceTypes) {
    RegistrationSettings {
        requireWholeSeconds("code-lifetime", codeLifetime);
        requireWholeSeconds("retry-interval", retryInterval);
        if (sweepInterval.isNegative() || sweepInterval.isZero()) {
            throw new IllegalArgumentException(
                    "rendezvous.registration.sweep-interval must be positive, was " + sweepInterval);
        }
        deviceTypes.forEach((type, timing) -> {
            String own = "device-types." + type;
            if (timing.codeLifetime() != null) requireWholeSeconds(own + ".code-lifetime", timing.codeLifetime());
            if (timing.retryInterval() != null) requireWholeSeconds(own + ".retry-interval", timing.retryInterval());
        });
    }

    /** What one device type has otherwise; {@code null} where it has what all have. */
    record Timing(@Nullable Duration codeLifetime, @Nullable Duration retryInterval) {}

    Duration codeLifetimeOf(@Nullable String deviceType) {
        Timing own = deviceType == null ? null : deviceTypes.get(deviceType);
        return own == null || own.codeLifetime() == null ? codeLifetime : own.codeLifetime();
    }

    Duration retryIntervalOf(@Nullable String deviceType) {
        Timing own = deviceType == null ? null : deviceTypes.get(deviceType);
        return own == null || own.retryInterval() == null ? retryInterval : own.retryInterval();
    }

    private static void requireWholeSeconds(String name, Duration duration) {
        if (duration.isNegative() || duration.isZero() || duration.toNanosPart() != 0) {
            throw new IllegalArgumentException(
                    "rendezvous.registration.%s must be whole seconds, at least one, was %s".formatted(name, duration));
        }
    }
}
