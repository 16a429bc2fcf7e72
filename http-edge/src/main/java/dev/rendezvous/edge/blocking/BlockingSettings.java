package dev.rendezvous.edge.blocking;

import jakarta.validation.constraints.Positive;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How much may wait at once where there are no virtual threads that can wait for a lock (before Java 24).
 *
 * @param threads platform threads for waiting. Default 64
 * @param queue requests that wait for such a thread; one more gets 503. Default 10,000
 */
@Validated
@ConfigurationProperties("rendezvous.blocking")
record BlockingSettings(@DefaultValue("64") @Positive int threads, @DefaultValue("10000") @Positive int queue) {}
