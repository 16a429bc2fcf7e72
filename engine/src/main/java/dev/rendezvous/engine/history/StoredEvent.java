package dev.rendezvous.engine.history;

import org.jspecify.annotations.Nullable;

/**
 * One event as it is kept: everything that a move must not change.
 *
 * @param position in the log; later events have greater ones, and some may be left out
 * @param timeStamp ISO 8601 in UTC, with milliseconds
 * @param payload the stored bytes, which are text in UTF-8
 * @param metaData likewise
 */
public record StoredEvent(
        long position,
        String eventId,
        @Nullable String aggregateType,
        String aggregateId,
        long sequenceNumber,
        String timeStamp,
        String payloadType,
        @Nullable String payloadRevision,
        String payload,
        String metaData) {}
