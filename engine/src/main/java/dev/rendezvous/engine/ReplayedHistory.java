package dev.rendezvous.engine;

import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.StreamableMessageSource;

/**
 * The history for whoever reads it again from far back (R54), beside those who follow its end and in their way no more than
 * need be. What it tells is committed, but may not be on disk yet: whoever shows it to others waits until those others have it.
 *
 * @param opened the events as everybody sees them
 * @param sealed the same, but what they say of persons may still be sealed (R57): for whoever has no use for it, since each
 *     key that is not looked up spares a query
 */
public record ReplayedHistory(
        StreamableMessageSource<TrackedEventMessage<?>> opened,
        StreamableMessageSource<TrackedEventMessage<?>> sealed) {}
