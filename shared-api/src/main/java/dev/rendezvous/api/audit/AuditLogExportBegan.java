package dev.rendezvous.api.audit;

import java.util.UUID;
import org.axonframework.serialization.Revision;

/**
 * Somebody begins to take entries of the audit log away (R58). {@link AuditLogExported} says how far it came; without one the node
 * that served it was lost.
 *
 * @param after number of the entry that it goes on after, 0 for the first
 * @param last number of the last entry that it can have
 */
@Revision("1")
public record AuditLogExportBegan(UUID exportId, AuditFilter filter, String format, long after, long last)
        implements AuditEvent {}
