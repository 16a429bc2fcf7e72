package dev.rendezvous.engine.settled;

import dev.rendezvous.engine.history.StoredEvent;
import java.util.List;

/**
 * Some settled events, handed to an event handler at once.
 *
 * @param events in the order of positions, at least one
 */
public record SettledPage(List<StoredEvent> events) {}
