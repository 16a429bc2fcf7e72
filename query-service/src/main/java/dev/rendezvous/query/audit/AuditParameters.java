package dev.rendezvous.query.audit;

import org.jspecify.annotations.Nullable;

/** The parameters that a search and an export have in common (R51), as they were sent. */
record AuditParameters(
        @Nullable String account,
        @Nullable String device,
        @Nullable String session,
        @Nullable String actor,
        @Nullable String type,
        @Nullable String from,
        @Nullable String to,
        @Nullable String order,
        @Nullable String cursor) {}
