package dev.rendezvous.query.replay;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.PositiveOrZero;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How much of a node its replays take.
 *
 * @param share of the time that a replay works while requests come in, above 0, 1 for all of it. Default 0.02
 * @param quietBelow requests a second, below which it works all the time. Default 20
 */
@Validated
@ConfigurationProperties("rendezvous.replay")
record ReplaySettings(
        @DefaultValue("0.02") @DecimalMin("0.01") @DecimalMax("1") double share,
        @DefaultValue("20") @PositiveOrZero int quietBelow) {}
