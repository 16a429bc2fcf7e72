package dev.rendezvous.query.audit;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The audit log.
 *
 * @param source what exported events name as their source: a URI that is this installation's own
 */
@ConfigurationProperties("rendezvous.audit")
record AuditSettings(@DefaultValue("/rendezvous") String source) {}
