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
 * @param heapShare how much of the heap the accounts of a proof may take; one with more accounts fails. Default a quarter,
 *     for the rest is the service's
 */
@Validated
@ConfigurationProperties("rendezvous.proof")
record ProofSettings(@DefaultValue("5s") @NotNull Duration inFlight, @DefaultValue("0.25") double heapShare) {
    /** An account with a device or two and a few changes, measured and rounded up. */
    private static final int BYTES_AN_ACCOUNT = 1_200;

    ProofSettings {
        if (!(heapShare > 0 && heapShare < 1)) throw new IllegalArgumentException("heap-share must be between 0 and 1");
    }

    /** How many accounts a proof may remember. */
    long mostAccounts() {
        return (long) (Runtime.getRuntime().maxMemory() * heapShare / BYTES_AN_ACCOUNT);
    }
}
