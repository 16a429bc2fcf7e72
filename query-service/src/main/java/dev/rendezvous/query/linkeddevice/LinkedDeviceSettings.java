package dev.rendezvous.query.linkeddevice;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How much of the linked devices is kept in memory, so that what a device may do is answered without a query.
 *
 * @param accountsInMemory accounts with all their devices, some 1 KiB each
 * @param tokensInMemory device tokens whose account is known, some 150 bytes each
 */
@Validated
@ConfigurationProperties("rendezvous.linked-devices")
record LinkedDeviceSettings(
        @DefaultValue("100000") @Min(1) int accountsInMemory, @DefaultValue("500000") @Min(1) int tokensInMemory) {}
