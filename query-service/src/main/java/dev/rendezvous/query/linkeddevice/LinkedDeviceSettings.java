package dev.rendezvous.query.linkeddevice;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How much of the linked devices is kept in memory, so that what a device may do is answered without a query.
 *
 * @param heapShare part of the heap that they may take, 0 exclusive to 1
 */
@Validated
@ConfigurationProperties("rendezvous.linked-devices")
record LinkedDeviceSettings(
        @DefaultValue("0.25") @DecimalMin(value = "0", inclusive = false) @DecimalMax("1") double heapShare) {
    /** Measured with five devices an account: what a device, its token and its part of the account take (ADR 12). */
    private static final int BYTES_A_DEVICE = 800;

    /** How many devices that is, at least one. */
    long devicesInMemory() {
        return Math.max(1, (long) (Runtime.getRuntime().maxMemory() * heapShare) / BYTES_A_DEVICE);
    }
}
