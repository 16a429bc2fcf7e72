package dev.rendezvous.query.parked;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event that a projection could not handle, or that waits behind one.
 *
 * @param sequence what the event is about, such as {@code account viewer-1}; its later events wait behind it
 * @param place in its sequence, the one that the others wait for being the lowest
 * @param event what happened, such as {@code DeviceLinked}
 * @param happenedAt when it happened
 * @param error why it could not be handled; null for those that only wait
 */
record Parked(
        String id,
        String projection,
        String sequence,
        long place,
        String event,
        String eventId,
        Instant happenedAt,
        Instant parkedAt,
        Instant lastTriedAt,
        @Nullable String error) {}
