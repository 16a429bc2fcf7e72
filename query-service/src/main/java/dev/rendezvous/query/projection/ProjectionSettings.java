package dev.rendezvous.query.projection;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How projections are watched.
 *
 * @param stalledAfter how long a projection may be behind without moving before this node is not ready any more
 */
@ConfigurationProperties("rendezvous.projections")
record ProjectionSettings(@DefaultValue("30s") Duration stalledAfter) {}
