package dev.rendezvous.query.linkeddevice;

import dev.rendezvous.query.parked.ParkedEvents;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.axonframework.eventhandling.EventMessage;

/** Events of one transaction that a set of tables has yet to be told: the more at once, the less each costs. */
final class PendingEvents {
    /** They take a few milliseconds; a transaction must not become long unnoticed. */
    private static final int MOST = 500;

    private final DeviceTables tables;
    private final ParkedEvents parked;
    private final Set<String> parkedSequences;
    private final List<EventMessage<?>> events = new ArrayList<>();

    /** @param parked what these tables cannot be told */
    PendingEvents(DeviceTables tables, ParkedEvents parked) {
        this.tables = tables;
        this.parked = parked;
        this.parkedSequences = parked.sequences();
    }

    /** The event is told now or with the next ones, at the latest by {@link #tell()}. */
    void add(EventMessage<?> event) {
        events.add(event);
        if (events.size() == MOST) tell();
    }

    /** The tables hold all that was added, or it is parked. */
    void tell() {
        parked.handle(events, DeviceTables::sequenceOf, tables::handle, parkedSequences);
        events.clear();
    }

    /** Those that are told. */
    DeviceTables tables() {
        return tables;
    }
}
