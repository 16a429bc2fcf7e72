package dev.rendezvous.engine.personal;

import java.util.List;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.EventUpcasterChain;

/**
 * How events are read without looking at what they say of persons: it stays sealed, or is as it was written.
 *
 * @param evolutions all upcasters but the one that opens
 */
public record LeftSealed(EventUpcasterChain evolutions) {
    static LeftSealed of(List<EventUpcaster> all) {
        return new LeftSealed(new EventUpcasterChain(all.stream()
                .filter(upcaster -> !(upcaster instanceof OpenedEvents))
                .toList()));
    }
}
