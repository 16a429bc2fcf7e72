package dev.rendezvous.api.audit;

/** What can happen to the audit log (R58). The caller is in the event's metadata. */
public sealed interface AuditEvent permits AuditLogRead, AuditLogExportBegan, AuditLogExported {
    AuditFilter filter();
}
