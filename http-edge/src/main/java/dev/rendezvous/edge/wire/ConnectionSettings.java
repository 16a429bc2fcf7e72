package dev.rendezvous.edge.wire;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long connections are kept.
 *
 * @param idle a connection on which nothing moves is closed after once to twice this time; held polls move nothing for up
 *     to 60 seconds (R13). Default 75 seconds
 */
@Validated
@ConfigurationProperties("rendezvous.connections")
record ConnectionSettings(@DefaultValue("75s") @DurationMin(seconds = 65) Duration idle) {}
