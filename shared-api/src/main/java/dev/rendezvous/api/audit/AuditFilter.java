package dev.rendezvous.api.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of the audit log are wanted (R51): those that all of this is true of; {@code null} asks for nothing.
 *
 * @param session identity of a registration session
 * @param type of event, without its package
 * @param from earliest time, inclusive
 * @param to latest time, exclusive
 */
public record AuditFilter(
        @Nullable String account,
        @Nullable String device,
        @Nullable String session,
        @Nullable String actor,
        @Nullable String type,
        @Nullable Instant from,
        @Nullable Instant to) {
    /** Every entry. */
    public static final AuditFilter ALL = new AuditFilter(null, null, null, null, null, null, null);
}
