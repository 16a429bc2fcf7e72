package dev.rendezvous.query.proof;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How a history is proven.
 *
 * @param inFlight how long a decision may take from reading the rules and the clock to its event. Default 5 s
 * @param heapShare how much of the heap a proof may take for what it remembers; one that needs more fails. Default a quarter,
 *     for the rest is the service's
 */
@Validated
@ConfigurationProperties("rendezvous.proof")
record ProofSettings(@DefaultValue("5s") @NotNull Duration inFlight, @DefaultValue("0.25") double heapShare) {
    /** Of an account, a linked device or a live code: measured, the mean, rounded up. */
    private static final int BYTES_EACH = 600;

    ProofSettings {
        if (!(heapShare > 0 && heapShare < 1)) throw new IllegalArgumentException("heap-share must be between 0 and 1");
    }

    /** How many accounts, linked devices and live codes together a proof may remember. */
    long mostRemembered() {
        return (long) (Runtime.getRuntime().maxMemory() * heapShare / BYTES_EACH);
    }
}
