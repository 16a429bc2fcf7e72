package dev.rendezvous.query.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** @param next the cursor of the page after this one, {@code null} if this is the last */
record AuditPage(List<AuditEntry> entries, @Nullable String next) {}
