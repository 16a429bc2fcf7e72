package dev.rendezvous.api.audit;

import java.util.UUID;
import org.axonframework.serialization.Revision;

/**
 * An export of the audit log has ended (R58).
 *
 * @param exportId as it began
 * @param entries how many were sent
 */
@Revision("1")
public record AuditLogExported(UUID exportId, AuditFilter filter, String format, long entries, Outcome outcome)
        implements AuditEvent {
    /** How it ended. */
    public enum Outcome {
        COMPLETE,

        /** The caller went away. */
        CANCELLED,

        FAILED
    }
}
