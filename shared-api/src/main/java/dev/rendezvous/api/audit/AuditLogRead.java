package dev.rendezvous.api.audit;

import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * Somebody has read entries of the audit log (R58).
 *
 * @param entries how many
 * @param first number of the first that was shown; {@code null} if there was none
 * @param last number of the last that was shown; {@code null} if there was none
 */
@Revision("1")
public record AuditLogRead(AuditFilter filter, int entries, @Nullable Long first, @Nullable Long last)
        implements AuditEvent {}
