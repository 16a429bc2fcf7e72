package dev.rendezvous.query.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One event, and who caused it (R50).
 *
 * @param id of the event
 * @param event its type
 * @param sequence its place among the events of its account or session, the first being 0
 * @param actor user, device serial number, or {@code rendezvous} for the system itself
 * @param address network address of the client; {@code null} for the system, or if it was forgotten (R57)
 * @param cause the command that led to it
 * @param details what else the event says
 */
record Happened(
        String id,
        String event,
        long sequence,
        Instant at,
        @Nullable String actor,
        @Nullable String role,
        @Nullable String address,
        @Nullable String correlationId,
        @Nullable String cause,
        JsonNode details) {}
